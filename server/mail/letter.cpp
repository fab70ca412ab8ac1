#include "server/mail/letter.h"

#include <utility>

#include "shared/theme.h"
#include "shared/view/node.h"

namespace undersigned::mail {
namespace {

using view::Attr;
using view::Tag;

std::string plain_text(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    if (!out.empty()) out.append("\n");
    out.append(block.kind == BlockKind::Link ? block.url : block.text).append("\n");
  }
  return out;
}

std::string px(int value) {
  return std::to_string(value) + "px";
}

std::string styles() {
  const auto [small, body, lead, code, title] = theme::kTypePx;
  static_cast<void>(title);
  return ":root{color-scheme:light dark}body{margin:0;padding:24px 16px;font:" + px(body) + "/1.5 " +
         std::string(theme::kSansFamily) + "}div{max-width:" + px(theme::kMeasurePx) +
         ";margin:0 auto}h1,p{margin:0 0 16px}h1{font-size:" + px(lead) +
         ";line-height:1.3}.code{font-size:" + px(code) +
         ";font-weight:600;letter-spacing:.12em}.link{font-weight:600}.note{font-size:" + px(small) + "}";
}

view::Node node_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::Title:
      return view::element(Tag::H1, {{Attr::Dir, "auto"}}, block.text);
    case BlockKind::Paragraph:
      return view::element(Tag::P, {}, block.text);
    case BlockKind::Code:
      return view::element(Tag::P, {{Attr::Class, "code"}, {Attr::Dir, "ltr"}}, block.text);
    case BlockKind::Link:
      return view::element(Tag::P, {{Attr::Class, "link"}},
                           view::Nodes{view::element(Tag::A, {{Attr::Href, view::safe_url(block.url)}}, block.text)});
    case BlockKind::Note:
      return view::element(Tag::P, {{Attr::Class, "note"}}, block.text);
  }
  return view::text("");
}

// Some programs drop <html> and <body>, so the language stands on the <div> as well.
std::string html_page(Locale locale, std::string_view subject, const std::vector<Block>& blocks) {
  const std::string language(locale_tag(locale));
  const std::string dir = direction(locale) == Direction::RightToLeft ? "rtl" : "ltr";
  view::Nodes nodes;
  for (const Block& block : blocks) nodes.push_back(node_of(block));
  return "<!doctype html>\n<html lang=\"" + language + "\" dir=\"" + dir +
         "\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
         view::to_html(view::text(subject)) + "</title>\n<style>" + styles() + "</style>\n</head>\n<body>\n" +
         view::to_html(view::element(Tag::Div, {{Attr::Lang, language}, {Attr::Dir, dir}}, std::move(nodes))) +
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
