#include "server/previews/share_image.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "server/limits.h"
#include "server/pictures/picture.h"
#include "server/previews/surface.h"
#include "server/previews/typesetting.h"
#include "shared/limits.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned::previews {
namespace {

// Feeds show the picture about 500 pixels wide. So sizes are 2.4 times those of shared/theme.h, to look as on the page.
constexpr int scaled(int css_px) {
  return css_px * 12 / 5;
}
constexpr int steps(int count) {
  return scaled(count * theme::kSpaceStepPx);
}

constexpr int kMargin = steps(7);
constexpr int kTextWidth = kWidthPx - 2 * kMargin;
constexpr int kPhotoWidth = pictures::kShareWidthPx;  // at the side where lines end, from top to bottom
static_assert(pictures::kShareHeightPx == kHeightPx);
constexpr int kRuleHeight = 16;
constexpr int kKickerPx = scaled(theme::kTypePx[0]);
constexpr int kKickerBaseline = kRuleHeight + steps(5) + kKickerPx;
constexpr int kTitleTop = kKickerBaseline + steps(3);
constexpr int kTitlePxMax = scaled(theme::kTypePx[4]);
constexpr int kTitlePxMin = 44;  // four lines of it fill the space for the title
constexpr int kTitleLinesMax = 4;
constexpr int kCountPx = scaled(theme::kCountPx);
constexpr int kCountLabelPx = scaled(theme::kTypePx[2]);
constexpr int kCountPercents[] = {100, 85, 70, 58};  // of its sizes, until the line fits
constexpr int kFirstPx = scaled(theme::kTypePx[3]);
constexpr int kFootPx = scaled(theme::kTypePx[0]);
constexpr int kFootBaseline = kHeightPx - steps(6);
constexpr int kBarHeight = scaled(12);
constexpr int kBarTop = kFootBaseline - kFootPx - steps(2) - kBarHeight;
constexpr int kCountBaseline = kBarTop - steps(3);
constexpr int kTitleHeight = kCountBaseline - kCountPx * 3 / 4 - steps(5) - kTitleTop;
constexpr double kPi = 3.14159265358979323846;

// A single paragraph of at most `chars_max` characters, or an error.
Result<std::string> clean(std::string_view text, std::size_t chars_max) {
  std::string line;
  for (std::size_t chars = 0; !text.empty(); ++chars) {
    if (chars == chars_max) return line + "…";
    const Utf8Char next = decode_utf8(text);
    if (next.bytes == 0) return Error{ErrorCode::BadEncoding};
    text.remove_prefix(next.bytes);
    const bool is_control = next.code < 0x20 || (next.code >= 0x7F && next.code < 0xA0);
    append_tidy(line, is_control || char_kind(next.code) == CharKind::LineBreak ? U' ' : next.code);
  }
  return line;
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The first number in a line, including its separators.
Range number_in(std::string_view line) {
  Range range;
  std::size_t at = 0;
  bool found = false;
  std::size_t between = 0;  // characters since the last digit
  while (at < line.size()) {
    const Utf8Char next = decode_utf8(line.substr(at));
    if (next.bytes == 0) break;
    if (digit_value(next.code) >= 0) {
      if (!found) range.begin = at;
      found = true;
      between = 0;
      range.end = at + next.bytes;
    } else if (found && (++between > 1 || char_kind(next.code) == CharKind::Letter)) {
      break;
    }
    at += next.bytes;
  }
  return range;
}

Range with_blanks(std::string_view line, Range range) {
  if (range.begin > 0 && line[range.begin - 1] == ' ') --range.begin;
  if (range.end < line.size() && line[range.end] == ' ') ++range.end;
  return range;
}

struct Cleaned {
  std::string kicker, title, count_line, goal_line, site;
};

Result<Cleaned> clean_texts(const ShareImage& image) {
  if (image.title.size() > limits::kTitleCharsMax * limits::kUtf8BytesPerChar ||
      count_chars(image.title) > limits::kTitleCharsMax || image.locale_tag.size() > limits::kLocaleBytesMax) {
    return Error{ErrorCode::TooLong};
  }
  Cleaned cleaned;
  const struct {
    const std::string& from;
    std::string& to;
  } texts[] = {{image.kicker, cleaned.kicker},
               {image.title, cleaned.title},
               {image.count_line, cleaned.count_line},
               {image.goal_line, cleaned.goal_line},
               {image.site, cleaned.site}};
  for (const auto& [from, to] : texts) {
    Result<std::string> text = clean(from, limits::kShareImageLineCharsMax);
    if (!text) return text.error();
    to = std::move(text).value();
  }
  return cleaned;
}

class Picture {
 public:
  Picture(const ShareImage& image, cairo_t* cairo)
      : image_(image), text_context_{cairo, image.direction, image.locale_tag} {
    if (image.photo != nullptr) photo_ = read_png(*image.photo);
    if (photo_ == nullptr) return;
    text_width_ -= kPhotoWidth;
    if (image.direction == Direction::RightToLeft) left_ += kPhotoWidth;
  }

  void draw(const Cleaned& texts) {
    set_colour(text_context_.cairo, image_.palette.paper);
    cairo_paint(text_context_.cairo);
    draw_photo();
    draw_top_rule();
    draw_kicker(texts.kicker);
    draw_title(texts.title);
    draw_count(texts.count_line);
    draw_bar();
    draw_foot(texts.goal_line, texts.site);
  }

 private:
  [[nodiscard]] Box column() const { return {left_, 0, text_width_, kHeightPx}; }

  void draw_photo() {
    if (photo_ == nullptr) return;
    const bool from_right = image_.direction == Direction::RightToLeft;
    cairo_set_source_surface(text_context_.cairo, photo_.get(), from_right ? 0 : kWidthPx - kPhotoWidth, 0);
    cairo_paint(text_context_.cairo);
  }

  void draw_top_rule() {
    set_colour(text_context_.cairo, image_.palette.accent);
    cairo_rectangle(text_context_.cairo, 0, 0, kWidthPx, kRuleHeight);
    cairo_fill(text_context_.cairo);
  }

  void draw_kicker(const std::string& words) {
    const Font font{Family::Sans, PANGO_WEIGHT_SEMIBOLD, kKickerPx};
    const Layout line = set_line(text_context_, showable(text_context_, words, font), font, text_width_);
    set_colour(text_context_.cairo, image_.palette.accent);
    draw_line(text_context_, line.get(), column(), kKickerBaseline, Side::Begin);
  }

  void draw_title(const std::string& words) {
    const Font font{Family::Serif, PANGO_WEIGHT_BOLD, kTitlePxMax};
    const std::string shown = showable(text_context_, words, font);
    if (shown.empty()) return;
    const Box box{left_, kTitleTop, text_width_, kTitleHeight};
    set_colour(text_context_.cairo, image_.palette.ink);
    draw_headline(text_context_, set_headline(text_context_, shown, font, kTitlePxMin, kTitleLinesMax, box), box);
  }

  // Draws the number large, with the blanks that belong to it, and the words around it smaller: all of it smaller still
  // where it would not fit.
  void draw_count(const std::string& words) {
    Font font{Family::Sans, PANGO_WEIGHT_NORMAL, kCountLabelPx};
    std::string shown = showable(text_context_, words, font);
    if (shown.empty()) {
      const Range number = number_in(words);
      shown = showable(text_context_, words.substr(number.begin, number.end - number.begin), font);
    }
    const Range number = number_in(shown);
    if (number.begin == number.end) font = {Family::Sans, PANGO_WEIGHT_SEMIBOLD, kFirstPx};
    Layout line;
    for (const int percent : kCountPercents) {
      const Font smaller{font.family, font.weight, font.size_px * percent / 100};
      line = set_line(text_context_, shown, smaller, text_width_);
      if (number.begin != number.end) enlarge(line.get(), with_blanks(shown, number), kCountPx * percent / 100);
      if (pango_layout_is_ellipsized(line.get()) == FALSE) break;
    }
    set_colour(text_context_.cairo, image_.palette.ink);
    draw_line(text_context_, line.get(), column(), kCountBaseline, Side::Begin);
  }

  static void enlarge(PangoLayout* line, Range number, int size_px) {
    PangoAttrList* attributes = pango_attr_list_new();
    for (PangoAttribute* attribute :
         {pango_attr_size_new_absolute(size_px * PANGO_SCALE), pango_attr_weight_new(PANGO_WEIGHT_BOLD),
          pango_attr_letter_spacing_new(-size_px * PANGO_SCALE / 50)}) {
      attribute->start_index = static_cast<guint>(number.begin);
      attribute->end_index = static_cast<guint>(number.end);
      pango_attr_list_insert(attributes, attribute);
    }
    pango_layout_set_attributes(line, attributes);
    pango_attr_list_unref(attributes);
  }

  void draw_bar() {
    cairo_t* cairo = text_context_.cairo;
    cairo_save(cairo);
    trace_bar();
    cairo_clip(cairo);
    set_colour(cairo, image_.palette.accent_soft);
    cairo_paint(cairo);
    const double filled = text_width_ * std::clamp(image_.percent, 0, 100) / 100.0;
    set_colour(cairo, image_.palette.accent);
    const bool from_right = image_.direction == Direction::RightToLeft;
    cairo_rectangle(cairo, from_right ? left_ + text_width_ - filled : left_, kBarTop, filled, kBarHeight);
    cairo_fill(cairo);
    cairo_restore(cairo);
  }

  void trace_bar() {
    constexpr double radius = scaled(theme::kRadiusPx);
    const double left = left_ + radius;
    const double right = left_ + text_width_ - radius;
    constexpr double top = kBarTop + radius;
    constexpr double bottom = kBarTop + kBarHeight - radius;
    cairo_new_path(text_context_.cairo);
    cairo_arc(text_context_.cairo, right, top, radius, -kPi / 2, 0);
    cairo_arc(text_context_.cairo, right, bottom, radius, 0, kPi / 2);
    cairo_arc(text_context_.cairo, left, bottom, radius, kPi / 2, kPi);
    cairo_arc(text_context_.cairo, left, top, radius, kPi, kPi * 3 / 2);
    cairo_close_path(text_context_.cairo);
  }

  void draw_foot(const std::string& goal, const std::string& site) {
    const Font font{Family::Sans, PANGO_WEIGHT_NORMAL, kFootPx};
    const int half = (text_width_ - kMargin) / 2;
    set_colour(text_context_.cairo, image_.palette.quiet);
    const Layout left = set_line(text_context_, showable(text_context_, goal, font), font, half);
    draw_line(text_context_, left.get(), column(), kFootBaseline, Side::Begin);
    const Layout right = set_line(text_context_, showable(text_context_, site, font), font, half);
    draw_line(text_context_, right.get(), column(), kFootBaseline, Side::End);
  }

  const ShareImage& image_;
  TextContext text_context_;
  Surface photo_;
  int left_ = kMargin;  // of the text
  int text_width_ = kTextWidth;
};

}  // namespace

bool can_draw_share_images() {
  return any_font();
}

Result<std::string> draw_share_image(const ShareImage& image) {
  const Result<Cleaned> texts = clean_texts(image);
  if (!texts) return texts.error();
  if (!any_font()) return Error{ErrorCode::NotFound};
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kWidthPx, kHeightPx));
  const Cairo cairo(cairo_create(surface.get()));
  if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return Error{ErrorCode::Busy};
  Picture(image, cairo.get()).draw(*texts);
  if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return Error{ErrorCode::Busy};
  if (image.photo_id.empty()) return write_png(surface.get());
  cairo_surface_flush(surface.get());
  return pictures::encode_jpeg(cairo_image_surface_get_data(surface.get()), kWidthPx, kHeightPx);
}

}  // namespace undersigned::previews
