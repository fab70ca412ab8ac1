#include "server/pages/card.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/http/security_headers.h"
#include "server/pages/campaign_page.h"
#include "server/pages/error_page.h"
#include "shared/text/utf8.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using view::Attr;
using view::Node;
using view::Tag;

// Some browsers do not match "self" in a frame with an opaque origin, so the server is named, too.
std::string card_policy(const std::string& base_url) {
  const std::string own = "'self' " + base_url;
  return "default-src 'none'; script-src " + own + "; style-src " + own + "; img-src " + own + "; connect-src " + own +
         "; form-action 'none'; base-uri 'none'; frame-ancestors *";
}

std::string page_address(const api::Services& services, const PageContext& context) {
  EmbedContext alone;
  alone.partner = context.embed.partner;
  return services.base_url + address_in(alone, context.entry.campaign.slug, "", context.locale);
}

Node read_and_sign(const api::Services& services, const PageContext& context, const view::PetitionPage& page) {
  const Message words = page.open ? Message::ReadAndSign : Message::WidgetOpenPage;
  const std::string_view host = std::string_view(services.base_url).substr(services.base_url.find("://") + 3);
  return view::element(
      Tag::P, {{Attr::Class, "card-foot"}},
      {view::element(Tag::A,
                     {{Attr::Class, "button primary"},
                      {Attr::Href, page_address(services, context)},
                      {Attr::Target, "_blank"},
                      {Attr::Rel, "noopener"}},
                     text_of(context.locale, words)),
       view::text(" "), view::element(Tag::Span, {{Attr::Class, "card-site"}, {Attr::Dir, "ltr"}}, host)});
}

bool is_summary(const Node& node) {
  return std::find(node.attributes.begin(), node.attributes.end(), view::Attribute{Attr::Class, "summary"}) !=
         node.attributes.end();
}

Node card_view(const api::Services& services, const PageContext& context, const view::PetitionPage& page) {
  Node head = view::head(page);
  head.children.erase(std::remove_if(head.children.begin(), head.children.end(), is_summary), head.children.end());
  return view::element(
      Tag::Article,
      {{Attr::Class, "petition-card"}, {Attr::Id, "card-" + page.campaign.slug}, {Attr::DataValue, page.partner}},
      {std::move(head), view::count(page), read_and_sign(services, context, page)});
}

Result<std::string> card_page(const api::Services& services, const PageContext& context) {
  view::PetitionPage page = page_without_store(services, context);
  const EmbedContext& embed = context.embed;
  if (!embed.partner.empty()) {
    const Status added = api::add_partner(services, context.entry, embed.partner, embed.partner_name, page);
    if (!added) return added.error();
  }
  Document document = document_of(context);
  document.styles = "card.css";
  document.script = "card.js";
  document.content = {card_view(services, context, page)};
  return write_campaign_document(services, std::move(document), context);
}

}  // namespace

void get_card(const api::Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  EmbedContext embed = embed_context_of(request, *snapshot);
  embed.frame_ancestors = "*";
  const auto entry = snapshot->published(request.parameter("slug"));
  if (entry == nullptr) {
    const Error unknown{ErrorCode::UnknownCampaign};
    return reply(error_page(unknown, api::locale_of(request), services.assets, embed));
  }
  const Locale locale = reader_locale(request, entry->campaign);
  const std::string variant = "card " + address_in(embed, entry->campaign.slug, "", locale);
  const auto bytes = services.catalog.variants()
                         .slot(entry, variant)
                         ->get(api::revision_of(services, *entry), campaigns::Freshness::Recent, [&] {
                           return card_page(services, {*entry, locale, embed});
                         });
  if (!bytes) return reply(error_page(bytes.error(), locale, services.assets, embed));
  http::Response response = api::cached_response(request, **bytes, kCachedPageHead);
  http::add_security_headers(response, http::Audience::AnySite, card_policy(services.base_url));
  reply(std::move(response));
}

// In CSS pixels, as in web/pages/card.css: everything but the title, with room for a partner's line; a line of the
// title; the average width of a letter in it. Ideographs are twice as wide.
std::uint32_t card_height(std::uint32_t width, std::string_view title) {
  struct Measures {
    std::uint32_t parts;
    std::uint32_t padding;
    std::uint32_t line;
    std::uint32_t letter;
  };
  const Measures measures = width < 480 ? Measures{290, 34, 23, 10} : Measures{276, 50, 32, 14};
  std::uint32_t letters = 0;
  while (!title.empty()) letters += take_char(title) >= 0x2E80 ? 2U : 1U;
  const std::uint32_t room = std::max(width, measures.padding + 100) - measures.padding;
  return measures.parts + measures.line * (letters * measures.letter / room + 1);
}

}  // namespace undersigned::pages
