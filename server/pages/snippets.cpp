#include "server/pages/snippets.h"

#include <string_view>
#include <utility>

namespace undersigned::pages {
namespace {

using view::Attr;
using view::Node;
using view::Tag;

std::string script_line(const std::string& base_url, std::string_view file) {
  return "<script type=\"module\" src=\"" + base_url + "/v/1/" + std::string(file) + "\" crossorigin></script>\n";
}

// Escaped as HTML: it is read as a text, and copied as markup.
std::string title_of(const PageContext& context) {
  return view::to_html(view::text(context.entry.text(context.locale).campaign.title));
}

std::string link_line(const std::string& base_url, const PageContext& context) {
  const std::string query = context.embed.partner.empty() ? "" : "?partner=" + context.embed.partner;
  return "<a href=\"" + base_url + "/p/" + context.entry.campaign.slug + query + "\">" + title_of(context) + "</a>";
}

std::string element_lines(std::string_view name, const std::string& base_url, const PageContext& context) {
  std::string attributes = " campaign=\"" + context.entry.campaign.slug + "\"";
  if (!context.embed.partner.empty()) attributes += " partner=\"" + context.embed.partner + "\"";
  return script_line(base_url, "undersigned.js") + "<" + std::string(name) + attributes + ">\n  " +
         link_line(base_url, context) + "\n</" + std::string(name) + ">";
}

// Only partners' sites may show the form in a frame; every other site may show the card.
std::string frame_lines(const std::string& base_url, const PageContext& context) {
  const std::string& partner = context.embed.partner;
  const std::string frame = "<iframe src=\"" + base_url + "/e/" + context.entry.campaign.slug +
                            (partner.empty() ? "?card=1" : "?partner=" + partner) + "\" title=\"" + title_of(context) +
                            "\"";
  if (partner.empty()) return frame + " width=\"600\" height=\"300\" frameborder=\"0\" loading=\"lazy\"></iframe>";
  return script_line(base_url, "frame.js") + frame +
         "\n  width=\"100%\" height=\"900\" frameborder=\"0\" allow=\"clipboard-write; web-share\"></iframe>";
}

void add_snippet(view::Nodes& parts, const PageContext& context, Message heading, const std::string& code) {
  const std::string name = text_of(context.locale, heading);
  parts.push_back(view::element(
      Tag::Section, {{Attr::Class, "snippet"}},
      {view::element(Tag::H2, {}, name),
       view::element(Tag::Pre,
                     {{Attr::Dir, "ltr"}, {Attr::Tabindex, "0"}, {Attr::Role, "region"}, {Attr::AriaLabel, name}},
                     {view::element(Tag::Code, {}, code)})}));
}

}  // namespace

view::Nodes snippets(const std::string& base_url, const PageContext& context) {
  const Locale locale = context.locale;
  const std::string back = address_in(context.embed, context.entry.campaign.slug, "", locale);
  view::Nodes parts{
      view::element(Tag::P, {{Attr::Class, "back"}},
                    {view::element(Tag::A, {{Attr::Href, back}}, text_of(locale, Message::BackToPetition))}),
      view::element(Tag::H1, {}, text_of(locale, Message::ShareEmbed)),
      view::element(Tag::P, {}, text_of(locale, Message::EmbedIntro))};
  add_snippet(parts, context, Message::EmbedAsPart, element_lines("undersigned-petition", base_url, context));
  parts.push_back(view::element(Tag::P, {{Attr::Class, "hint"}}, text_of(locale, Message::EmbedPartner)));
  add_snippet(parts, context, Message::EmbedFrame, frame_lines(base_url, context));
  add_snippet(parts, context, Message::EmbedCounter, element_lines("undersigned-counter", base_url, context));
  add_snippet(parts, context, Message::EmbedLink, link_line(base_url, context));
  return parts;
}

}  // namespace undersigned::pages
