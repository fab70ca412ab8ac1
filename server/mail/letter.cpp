#include "server/mail/letter.h"

#include <utility>

#include "server/mail/unlinked.h"
#include "shared/theme.h"
#include "shared/view/node.h"

namespace undersigned::mail {
namespace {

using view::Attr;
using view::Tag;

constexpr std::size_t kQuotedCharsMax = 64;

std::string plain_field(const view::EnteredField& field) {
  std::string out = field.label + "\n";
  for (const std::string& value : field.values) out += quoted(unlinked(value), kQuotedCharsMax) + "\n";
  return out;
}

std::string plain_block(const Block& block) {
  switch (block.kind) {
    case BlockKind::Button:
    case BlockKind::Link:
      return block.url + "\n";
    case BlockKind::Quotation: {
      std::string out;
      for (const view::EnteredField& field : block.fields) out += plain_field(field);
      return out;
    }
    case BlockKind::Note:
      return block.text + "\n" + (block.url.empty() ? "" : block.url + "\n");
    case BlockKind::Title:
    case BlockKind::Paragraph:
    case BlockKind::Code:
      break;
  }
  return block.text + "\n";
}

std::string plain_text(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    if (!out.empty()) out.append("\n");
    out.append(plain_block(block));
  }
  return out;
}

std::string px(int value) {
  return std::to_string(value) + "px";
}

std::string hex(theme::Rgb colour) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "#";
  for (int shift = 20; shift >= 0; shift -= 4) text.push_back(kDigits[(colour >> shift) & 0xFU]);
  return text;
}

std::string colours(const theme::Palette& palette) {
  return "body{background:" + hex(palette.paper) + ";color:" + hex(palette.ink) +
         "}.code{background:" + hex(palette.surface) + ";border-color:" + hex(palette.line) +
         "}.button{background:" + hex(palette.accent) + ";color:" + hex(palette.on_accent) +
         "}a{color:" + hex(palette.accent) + "}.note{color:" + hex(palette.quiet) +
         ";border-color:" + hex(palette.line) + "}.typed{border-color:" + hex(palette.line) +
         "}dt{color:" + hex(palette.quiet) + "}";
}

// One column, one button. Programs that drop the style sheet show the same in their own fonts, and the button as a
// link.
std::string styles() {
  const auto [small, body, lead, code, title] = theme::kTypePx;
  static_cast<void>(title);
  return ":root{color-scheme:light dark}body{margin:0;padding:32px 20px;font:" + px(body) + "/1.5 " +
         std::string(theme::kSansFamily) + "}.letter{max-width:" + px(theme::kMeasurePx - 160) +
         ";margin:0 auto}h1,p{margin:0 0 16px;overflow-wrap:anywhere}h1{font:600 " + px(lead) + "/1.3 " +
         std::string(theme::kSerifFamily) + ";margin-bottom:24px}.code{font:600 " + px(code) +
         "/1.2 ui-monospace,Consolas,monospace;letter-spacing:.16em;text-indent:.16em;text-align:center;padding:16px;"
         "border:1px solid;border-radius:" +
         px(theme::kRadiusPx) +
         ";user-select:all;-webkit-user-select:all}.button{display:inline-block;padding:12px 24px;border-radius:" +
         px(theme::kRadiusPx) + ";font-weight:600;text-decoration:none}.note{font-size:" + px(small) +
         ";margin:24px 0 0;padding-top:16px;border-top:1px solid}.note+.note{margin-top:12px;padding-top:0;"
         "border-top:0}.typed{margin:0 0 16px;padding:4px 16px;border:1px solid;border-radius:" +
         px(theme::kRadiusPx) + "}dl>div{margin:12px 0}dt{font-size:" + px(small) +
         "}dd{margin:0;overflow-wrap:anywhere}dd+dd{margin-top:8px}" + colours(theme::kLight) +
         "@media(prefers-color-scheme:dark){" + colours(theme::kDark) + "}";
}

std::vector<view::EnteredField> unlinked_fields(std::vector<view::EnteredField> fields) {
  for (view::EnteredField& field : fields) {
    for (std::string& value : field.values) value = unlinked(value);
  }
  return fields;
}

view::Node node_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::Title:
      return view::element(Tag::H1, {{Attr::Dir, "auto"}}, block.text);
    case BlockKind::Paragraph:
      return view::element(Tag::P, {}, block.text);
    case BlockKind::Code:
      return view::element(Tag::P, {{Attr::Class, "code"}, {Attr::Dir, "ltr"}}, block.text);
    case BlockKind::Button:
      return view::element(
          Tag::P, {},
          view::Nodes{
              view::element(Tag::A, {{Attr::Class, "button"}, {Attr::Href, view::safe_url(block.url)}}, block.text)});
    case BlockKind::Link:
      return view::element(Tag::P, {},
                           view::Nodes{view::element(Tag::A, {{Attr::Href, view::safe_url(block.url)}}, block.text)});
    case BlockKind::Quotation:
      return view::entered_list(unlinked_fields(block.fields), "typed");
    case BlockKind::Note:
      if (block.url.empty()) return view::element(Tag::P, {{Attr::Class, "note"}}, block.text);
      return view::element(Tag::P, {{Attr::Class, "note"}},
                           {view::element(Tag::A, {{Attr::Href, view::safe_url(block.url)}}, block.text)});
  }
  return view::text("");
}

// Some programs drop <html> and <body>, so the <div> has the language, too.
std::string html_page(Locale locale, std::string_view subject, const std::vector<Block>& blocks) {
  const std::string language(locale_tag(locale));
  const std::string dir = direction(locale) == Direction::RightToLeft ? "rtl" : "ltr";
  view::Nodes nodes;
  for (const Block& block : blocks) nodes.push_back(node_of(block));
  return "<!doctype html>\n<html lang=\"" + language + "\" dir=\"" + dir +
         "\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta name=\"format-detection\" content=\"telephone=no,date=no,address=no,email=no,url=no\">\n<title>" +
         view::to_html(view::text(subject)) + "</title>\n<style>" + styles() + "</style>\n</head>\n<body>\n" +
         view::to_html(view::element(Tag::Div, {{Attr::Class, "letter"}, {Attr::Lang, language}, {Attr::Dir, dir}},
                                     std::move(nodes))) +
         "\n</body>\n</html>\n";
}

}  // namespace

Content write_letter(Locale locale, std::string_view subject, const std::vector<Block>& blocks) {
  return {.locale = locale,
          .subject = std::string(subject),
          .text = plain_text(blocks),
          .html = html_page(locale, subject, blocks)};
}

}  // namespace undersigned::mail
