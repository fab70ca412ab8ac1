// The picture that chats and feeds show for a link to a campaign: kicker, title, count, bar, goal and site, as a PNG of
// 1200 x 630 pixels and at most limits::kShareImageBytesMax. It looks like the page (shared/theme.h), in larger type,
// and is drawn with Cairo and Pango, so all scripts and both directions work.
//
// Texts are plain UTF-8, never markup. Line breaks and other control characters become blanks.
//
// Fonts come from the system: Debian's fonts-noto-core for most scripts, fonts-sil-charis for the title, fonts-noto-cjk
// for Chinese, Japanese and Korean, fonts-noto-color-emoji. Missing fonts never show as boxes: symbols without a glyph
// are dropped, and a text that would lose letters is left out (the number of the count line stays). Without any font
// there is no picture: can_draw_share_images().
//
// Thread-safety: any number of threads at once. Pango keeps a font map for each drawing thread, frees it with the
// thread, and keeps at most a few hundred font sizes in it. Drawing takes some tens of milliseconds of one core. Draw
// on a worker, and cache the result under image_version().
//
// Sources: the Open Graph protocol (og:image), Pango 1.50 ("Threads").
#pragma once

#include <cstdint>
#include <memory>
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
  std::string count_line;  // "1,234 have signed": the first number is drawn large; or a sentence without a number
  std::string goal_line;   // "Next goal: 2,500"
  std::string site;        // "petitions.example"
  int percent = 0;         // how full the bar is; clamped to 0 to 100
  Direction direction = Direction::LeftToRight;
  // BCP 47, for letter forms that depend on the language; may be empty. Use only the product's own locales, never a tag
  // from a request: Pango keeps every tag it has seen.
  std::string locale_tag;
  theme::Palette palette = theme::kLight;  // another one if the campaign has its own accent
  // Of the campaign's picture (server/pictures/picture.h): its id, and its PNG for this place, made by our own import.
  // The image is then a JPEG, as photographs are too large for a PNG.
  std::string photo_id = {};
  std::shared_ptr<const std::string> photo = {};  // null: drawn without
};

// Returns the PNG, or the JPEG. Throws nothing. Errors: TooLong (the title, or locale_tag over limits::kLocaleBytesMax), BadEncoding
// (a text is not UTF-8), NotFound (no font on this machine), Busy (no memory).
Result<std::string> draw_share_image(const ShareImage& image);

// Whether this machine has any font. Otherwise pages have no og:image. Check it once, at the start.
bool can_draw_share_images();

// Rounds a count for the picture, so that a crowd does not cause a new picture with every signature: keeps the two
// leading digits (1,234 becomes 1,200; below 100 nothing changes). Never above `count`; at most 90 pictures for each
// power of ten.
std::uint64_t share_image_count(std::uint64_t count);

// 16 hexadecimal digits for the picture's address. They change whenever anything drawn changes, including the drawing
// code. If texts and `percent` are made from share_image_count(), an address always has the same picture and may be
// cached as immutable. Pure.
std::string image_version(const ShareImage& image);

}  // namespace undersigned::previews
