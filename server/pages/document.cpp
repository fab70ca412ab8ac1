#include "server/pages/document.h"

#include <algorithm>
#include <utility>

#include "server/http/security_headers.h"
#include "server/pages/accent.h"

namespace undersigned::pages {
namespace {

using view::Attr;
using view::Attribute;
using view::Node;
using view::Tag;

// Text nodes escape quotes as well, so this works for attributes in the head, too.
std::string escaped(std::string_view text) {
  return view::to_html(view::text(text));
}

// Whether the page has its own text in this language.
bool speaks(const Document& document, Locale locale) {
  const std::vector<Locale>& languages = document.languages;
  return languages.empty() || std::find(languages.begin(), languages.end(), locale) != languages.end();
}

std::string in_language(std::string_view path, Locale locale) {
  return std::string(path) + "?lang=" + std::string(locale_tag(locale));
}

// The address of the same page in another language, with the partner.
std::string switched(const Document& document, Locale locale) {
  const std::string& partner = document.embed.partner;
  return in_language(document.path, locale) + (partner.empty() ? "" : "&partner=" + partner);
}

// For search engines each language is a separate page. The address without a language chooses by the reader.
std::string language_links(const Document& document, std::string_view base_url) {
  const std::string base(base_url);
  std::string out = link_element({{"rel", "canonical"}, {"href", base + canonical_path(document)}});
  const auto alternate = [&](std::string_view language, const std::string& path) {
    out += link_element({{"rel", "alternate"}, {"hreflang", std::string(language)}, {"href", base + path}});
  };
  for (const Locale locale : kLocales) {
    if (speaks(document, locale)) alternate(locale_tag(locale), in_language(document.path, locale));
  }
  alternate("x-default", document.path);
  return out;
}

// Assets allow every origin (CORS), so that integrity can be checked in a sandboxed frame with an opaque origin, too.
std::string asset_tag(std::string_view begin, std::string_view url_name, std::string_view end,
                      const assets::Assets& assets, std::string_view name) {
  return std::string(begin) + std::string(url_name) + "=\"" + escaped(assets.url(name)) + "\" integrity=\"" +
         escaped(assets.integrity(name)) + "\" crossorigin" + std::string(end) + "\n";
}

std::string head(const Document& document, const assets::Assets& assets, std::string_view base_url) {
  std::string out =
      "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<title>" + escaped(document.title) + "</title>\n";
  out += meta_element("name", "description", document.description);
  if (document.indexed == Indexed::No) out += meta_element("name", "robots", "noindex");
  if (document.indexed == Indexed::Yes) out += language_links(document, base_url);
  out += document.head_markup;
  if (!document.embed.framed()) {
    out += link_element({{"rel", "icon"}, {"href", "/favicon.ico"}, {"sizes", "32x32"}});
    out += link_element({{"rel", "icon"}, {"href", "/favicon.svg"}, {"type", "image/svg+xml"}});
    out += link_element({{"rel", "apple-touch-icon"}, {"href", "/apple-touch-icon.png"}});
  }
  out += asset_tag("<link rel=\"stylesheet\" ", "href", ">", assets, document.styles);
  out += accent_link(document.accent);
  if (!document.script.empty() && assets.find(document.script) != nullptr) {
    out += asset_tag("<script type=\"module\" ", "src", "></script>", assets, document.script);
  }
  return out;
}

Node language_switch(const Document& document) {
  view::Nodes items;
  for (const Locale locale : kLocales) {
    const std::string tag(locale_tag(locale));
    std::vector<Attribute> attributes{{Attr::Href, switched(document, locale)}, {Attr::Lang, tag}};
    if (locale == document.locale) attributes.emplace_back(Attr::AriaCurrent, "true");
    items.push_back(
        view::element(Tag::Li, {}, {view::element(Tag::A, std::move(attributes), locale_own_name(locale))}));
  }
  // Collapsed: many languages would fill a small screen.
  return view::element(Tag::Nav,
                       {{Attr::Class, "languages"}, {Attr::AriaLabel, text_of(document.locale, Message::Language)}},
                       {view::element(Tag::Details, {},
                                      {view::element(Tag::Summary, {}, locale_own_name(document.locale)),
                                       view::element(Tag::Ul, {}, std::move(items))})});
}

Node masthead(const Document& document) {
  if (!document.masthead.empty()) {
    return view::element(Tag::Header, {{Attr::Class, "masthead"}}, document.masthead);
  }
  view::Nodes parts{
      view::element(Tag::A, {{Attr::Class, "brand"}, {Attr::Href, in_language("/", document.locale)}}, kSiteName)};
  if (document.path != "/") {
    parts.push_back(view::element(Tag::A, {{Attr::Class, "all"}, {Attr::Href, in_language("/", document.locale)}},
                                  text_of(document.locale, Message::AllCampaigns)));
  }
  if (!document.path.empty()) parts.push_back(language_switch(document));
  return view::element(Tag::Header, {{Attr::Class, "masthead"}}, std::move(parts));
}

// What surrounds the content on our own pages, but not in a frame.
std::string colophon(const Document& document, const api::OperatorLinks& links) {
  if (!document.masthead.empty() || document.embed.framed()) return {};  // admin mode has cookies
  view::Nodes items;
  const auto item = [&](Message words, const std::string& address) {
    if (address.empty()) return;
    items.push_back(view::element(
        Tag::Li, {},
        {view::element(Tag::A, {{Attr::Href, view::safe_url(address)}}, text_of(document.locale, words))}));
  };
  item(Message::MyTitle, in_language("/my", document.locale));
  item(Message::FooterTerms, links.terms);
  item(Message::FooterAccessibility, links.accessibility);
  return view::to_html(view::element(Tag::Footer, {{Attr::Class, "colophon"}},
                                     {view::element(Tag::P, {}, text_of(document.locale, Message::FooterLine)),
                                      view::element(Tag::Ul, {}, std::move(items))}));
}

// Skips the masthead, or the body up to the form. A frame without a form has nothing to skip.
std::string skip_link(const Document& document) {
  const bool to_form = !document.form_id.empty();
  if (document.embed.framed() && !to_form) return {};
  return view::to_html(
      view::element(Tag::A, {{Attr::Class, "skip"}, {Attr::Href, "#" + (to_form ? document.form_id : "content")}},
                    text_of(document.locale, to_form ? Message::SkipToForm : Message::SkipToContent)));
}

std::string root_element(const Document& document) {
  const std::string_view dir = direction(document.locale) == Direction::RightToLeft ? "rtl" : "ltr";
  std::string out = "<html lang=\"" + std::string(locale_tag(document.locale)) + "\" dir=\"" + std::string(dir) + "\"";
  if (document.embed.theme != Theme::Auto) {
    out += " data-theme=\"" + std::string(theme_name(document.embed.theme)) + "\"";
  }
  return out + ">\n";
}

}  // namespace

std::string meta_element(std::string_view kind, std::string_view name, std::string_view content) {
  if (content.empty()) return {};
  return "<meta " + std::string(kind) + "=\"" + std::string(name) + "\" content=\"" + escaped(content) + "\">\n";
}

std::string link_element(const std::vector<std::pair<std::string_view, std::string>>& attributes) {
  std::string out = "<link";
  for (const auto& [name, value] : attributes) {
    out.append(" ").append(name).append("=\"").append(escaped(value)).append("\"");
  }
  return out + ">\n";
}

std::string canonical_path(const Document& document) {
  if (speaks(document, document.locale)) return in_language(document.path, document.locale);
  return in_language(document.path, document.languages.front());
}

std::string write_document(const Document& document, const assets::Assets& assets, std::string_view base_url,
                           const api::OperatorLinks& links) {
  std::string html = "<!doctype html>\n" + root_element(document) + "<head>\n" + head(document, assets, base_url) +
                     "</head>\n<body>\n";
  html += skip_link(document);
  if (!document.embed.framed()) html += view::to_html(masthead(document));
  html += "<main id=\"content\" tabindex=\"-1\">" + view::to_html(document.content) + document.markup + "</main>";
  return html + colophon(document, links) + "\n</body>\n</html>\n";
}

std::string content_security_policy(std::string_view frame_ancestors) {
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
         "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " +
         std::string(frame_ancestors);
}

void add_page_headers(http::Response& response, const EmbedContext& embed) {
  http::add_security_headers(response, embed.framed() ? http::Audience::AnySite : http::Audience::OwnPages,
                             content_security_policy(embed.frame_ancestors));
}

http::Response page_response(int status, std::string html, const EmbedContext& embed) {
  http::Response response = http::make_response(status, "text/html; charset=utf-8", std::move(html));
  response.headers.push_back({"Cache-Control", "no-store"});
  add_page_headers(response, embed);
  return response;
}

http::Response see_other(std::string address, const EmbedContext& embed) {
  http::Response response;
  response.status = 303;
  response.headers.push_back({"Location", std::move(address)});
  response.headers.push_back({"Cache-Control", "no-store"});
  add_page_headers(response, embed);
  return response;
}

}  // namespace undersigned::pages
