#include "server/pages/document.h"

#include <utility>

#include "server/http/security_headers.h"

namespace undersigned::pages {
namespace {

using view::Attr;
using view::Attribute;
using view::Node;
using view::Tag;

// Text nodes escape quotes too, so the same escaping serves attributes of the head.
std::string escaped(std::string_view text) {
  return view::to_html(view::text(text));
}

std::string meta(std::string_view kind, std::string_view name, std::string_view content) {
  if (content.empty()) return {};
  return "<meta " + std::string(kind) + "=\"" + std::string(name) + "\" content=\"" + escaped(content) + "\">\n";
}

std::string in_language(std::string_view path, Locale locale) {
  return std::string(path) + "?lang=" + std::string(locale_tag(locale));
}

// Each language is a page of its own to a search engine; the address without one chooses by the reader.
std::string language_links(const Document& document, std::string_view base_url) {
  const std::string address = std::string(base_url) + document.path;
  std::string out = "<link rel=\"canonical\" href=\"" + escaped(in_language(address, document.locale)) + "\">\n";
  for (const Locale locale : kLocales) {
    out += "<link rel=\"alternate\" hreflang=\"" + std::string(locale_tag(locale)) + "\" href=\"" +
           escaped(in_language(address, locale)) + "\">\n";
  }
  return out + "<link rel=\"alternate\" hreflang=\"x-default\" href=\"" + escaped(address) + "\">\n";
}

std::string open_graph(const Document& document, std::string_view base_url) {
  return meta("property", "og:type", "website") + meta("property", "og:title", document.title) +
         meta("property", "og:description", document.description) +
         meta("property", "og:url", std::string(base_url) + document.path);
}

std::string asset_tag(std::string_view begin, std::string_view url_name, std::string_view end,
                      const assets::Assets& assets, std::string_view name) {
  return std::string(begin) + std::string(url_name) + "=\"" + escaped(assets.url(name)) + "\" integrity=\"" +
         escaped(assets.integrity(name)) + "\"" + std::string(end) + "\n";
}

std::string head(const Document& document, const assets::Assets& assets, std::string_view base_url) {
  std::string out =
      "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<title>" + escaped(document.title) + "</title>\n";
  out += meta("name", "description", document.description);
  if (document.indexed == Indexed::No) out += meta("name", "robots", "noindex");
  if (document.indexed == Indexed::Yes) out += language_links(document, base_url) + open_graph(document, base_url);
  out += "<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\n";
  out += asset_tag("<link rel=\"stylesheet\" ", "href", ">", assets, "pages.css");
  if (!document.script.empty() && assets.find(document.script) != nullptr) {
    out += asset_tag("<script type=\"module\" ", "src", "></script>", assets, document.script);
  }
  return out;
}

Node language_switch(const Document& document) {
  view::Nodes items;
  for (const Locale locale : kLocales) {
    const std::string tag(locale_tag(locale));
    std::vector<Attribute> attributes{{Attr::Href, in_language(document.path, locale)}, {Attr::Lang, tag}};
    if (locale == document.locale) attributes.emplace_back(Attr::AriaCurrent, "true");
    items.push_back(
        view::element(Tag::Li, {}, {view::element(Tag::A, std::move(attributes), locale_own_name(locale))}));
  }
  return view::element(Tag::Nav,
                       {{Attr::Class, "languages"}, {Attr::AriaLabel, text_of(document.locale, Message::Language)}},
                       {view::element(Tag::Ul, {}, std::move(items))});
}

Node masthead(const Document& document) {
  if (!document.masthead.empty()) {
    return view::element(Tag::Header, {{Attr::Class, "masthead"}}, document.masthead);
  }
  view::Nodes parts{
      view::element(Tag::A, {{Attr::Class, "brand"}, {Attr::Href, in_language("/", document.locale)}}, "Undersigned")};
  if (document.path != "/") {
    parts.push_back(view::element(Tag::A, {{Attr::Class, "all"}, {Attr::Href, in_language("/", document.locale)}},
                                  text_of(document.locale, Message::AllCampaigns)));
  }
  if (!document.path.empty()) parts.push_back(language_switch(document));
  return view::element(Tag::Header, {{Attr::Class, "masthead"}}, std::move(parts));
}

}  // namespace

std::string write_document(const Document& document, const assets::Assets& assets, std::string_view base_url) {
  const Locale locale = document.locale;
  const std::string_view dir = direction(locale) == Direction::RightToLeft ? "rtl" : "ltr";
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(locale_tag(locale)) + "\" dir=\"" +
                     std::string(dir) + "\">\n<head>\n" + head(document, assets, base_url) + "</head>\n<body>\n";
  const bool to_form = !document.form_id.empty();
  html += view::to_html(
      view::element(Tag::A, {{Attr::Class, "skip"}, {Attr::Href, "#" + (to_form ? document.form_id : "content")}},
                    text_of(locale, to_form ? Message::SkipToForm : Message::SkipToContent)));
  html += view::to_html(masthead(document));
  html += "<main id=\"content\" tabindex=\"-1\">" + view::to_html(document.content) + document.markup + "</main>";
  if (document.masthead.empty()) {  // admin mode has cookies
    html += view::to_html(view::element(Tag::Footer, {{Attr::Class, "colophon"}},
                                        {view::element(Tag::P, {}, text_of(locale, Message::FooterLine))}));
  }
  return html + "\n</body>\n</html>\n";
}

std::string content_security_policy(std::string_view frame_ancestors) {
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
         "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " +
         std::string(frame_ancestors);
}

http::Response page_response(int status, std::string html) {
  http::Response response = http::make_response(status, "text/html; charset=utf-8", std::move(html));
  response.headers.push_back({"Cache-Control", "no-store"});
  http::add_security_headers(response, http::Audience::OwnPages, content_security_policy());
  return response;
}

}  // namespace undersigned::pages
