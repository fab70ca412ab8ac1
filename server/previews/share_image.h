// The picture that a link to a campaign unfolds to in a chat or a feed: kicker, title, count, bar, goal and site, as a
// PNG of 1200 x 630 pixels and at most limits::kShareImageBytesMax. It is the page's own look (shared/theme.h), large
// enough to read in a feed, drawn with Cairo and Pango, so every script and both directions come out right.
//
// Texts are plain text in UTF-8, never markup. Line breaks and other controls become blanks.
//
// Fonts come from the machine: Debian's fonts-noto-core for most scripts and fonts-sil-charis for the title,
// fonts-noto-cjk for Chinese, Japanese and Korean, fonts-noto-color-emoji. Where a font is missing the picture says
// less, but it never shows boxes: symbols that no font has are dropped, and a text that would lose letters is left out
// (of the count line, the number stays). Where there is no font at all, there is no picture: can_draw_share_images().
//
// Thread-safety: any number of threads at once. Pango's font maps are not to be shared; Pango keeps one for each thread
// that draws and frees it with the thread, and inside a thread it holds at most a few hundred font sizes. Drawing takes
// some tens of milliseconds of one core, so it belongs on a worker, and its result into a cache under image_version().
//
// Sources: the Open Graph protocol (og:image), Pango 1.50 ("Threads").
#pragma once

#include <cstdint>
#include <string>

#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/theme.h"

namespace undersigned::previews {

inline constexpr int kWidthPx = 1200;
inline constexpr int kHeightPx = 630;

struct ShareImage {
  std::string kicker;      // "Petition to the Governor"; one line, ended with an ellipsis where it is too long
  std::string title;       // at most limits::kTitleCharsMax; up to four lines
  std::string count_line;  // "1,234 have signed": its first number is set large; or a sentence without a number
  std::string goal_line;   // "Next goal: 2,500"
  std::string site;        // "petitions.example"
  int percent = 0;         // how full the bar is; less than 0 is 0, more than 100 is 100
  Direction direction = Direction::LeftToRight;
  // BCP 47, for the forms of letters that depend on the language; may be empty. One of the product's own locales and
  // never what a request says: Pango keeps every tag it has seen.
  std::string locale_tag;
  theme::Palette palette = theme::kLight;  // another one where the campaign has its own accent
};

// The bytes of the PNG.
// Errors: TooLong (the title, or locale_tag over limits::kLocaleBytesMax), BadEncoding (a text is not UTF-8), NotFound
// (no font on this machine), Busy (no memory for the picture). Throws nothing.
Result<std::string> draw_share_image(const ShareImage& image);

// Whether this machine has any font. A page without it leaves og:image out. Worth asking once, at the start.
bool can_draw_share_images();

// The count to put into a share image, so that a crowd does not make a new picture with every signature: the two
// leading digits of `count` and zeros after them (1,234 gives 1,200; below 100 every count is its own). Never above
// `count`; at most 90 pictures between a power of ten and the next.
std::uint64_t share_image_count(std::uint64_t count);

// 16 hexadecimal digits for the picture's address, different as soon as anything that is drawn is different, the
// drawing code included. With the texts and `percent` made from share_image_count(), one address is one picture for
// ever and may be cached as immutable. Pure.
std::string image_version(const ShareImage& image);

}  // namespace undersigned::previews
