#include "server/pages/campaign_page.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/pages/error_page.h"
#include "server/pages/petition_address.h"
#include "shared/view/step_view.h"

namespace undersigned::pages {
namespace {

std::string_view language(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

// "/signers?lang=es" of "/p/Free-Dontae-Sharpe./signers?lang=es", whose slug begins at `begin`.
std::string_view behind_slug(std::string_view target, std::size_t begin) {
  const std::size_t end = target.find_first_of("/?", begin);
  return target.substr(std::min(end, target.size()));
}

// To the same page of the campaign that was meant.
std::optional<http::Response> redirect_to_meant(const http::Request& request, const campaigns::Snapshot& snapshot) {
  const std::string slug = meant_slug(request.parameter("slug"));
  if (snapshot.published(slug) == nullptr) return {};
  const std::string_view target = request.target;
  const std::string place(target.substr(0, 3));  // "/p/"
  http::Response response;
  response.status = 308;
  response.headers.push_back({"Location", place + slug + std::string(behind_slug(target, place.size()))});
  return response;
}

}  // namespace

Result<AddressedCampaign, http::Response> addressed_campaign(const api::Services& services,
                                                             const http::Request& request) {
  const auto snapshot = services.catalog.snapshot();
  AddressedCampaign found{snapshot->published(request.parameter("slug")), embed_context_of(request, *snapshot)};
  if (found.entry != nullptr) {
    found.locale = reader_locale(request, found.entry->campaign);
    return found;
  }
  if (auto redirect = redirect_to_meant(request, *snapshot)) return *std::move(redirect);
  return error_page({ErrorCode::UnknownCampaign}, api::locale_of(request), services.assets, found.embed);
}

Locale reader_locale(const http::Request& request, const Campaign& campaign) {
  const bool says_none = request.query("lang").empty() && request.header("Accept-Language").empty();
  return says_none ? locale_from_tag(campaign.locale) : api::locale_of(request);
}

std::vector<Locale> languages_of(const campaigns::Entry& entry) {
  std::vector<Locale> languages;
  for (const Locale locale : kLocales) {
    if (language(entry.text(locale).campaign.locale) == language(locale_tag(locale))) languages.push_back(locale);
  }
  std::stable_partition(languages.begin(), languages.end(),
                        [&](Locale locale) { return language(locale_tag(locale)) == language(entry.campaign.locale); });
  return languages;
}

Document document_of(const PageContext& context) {
  const Campaign& campaign = context.entry.text(context.locale).campaign;
  Document document;
  document.locale = context.locale;
  document.title = campaign.title;
  document.description = campaign.summary;
  document.path = "/p/" + campaign.slug;
  document.languages = languages_of(context.entry);
  document.embed = context.embed;
  document.accent = campaign.accent;
  if (context.embed.framed()) document.styles = "embed.css";
  document.script = "page.js";
  return document;
}

view::PetitionPage page_without_store(const api::Services& services, const PageContext& context) {
  view::PetitionPage page = api::short_page(services, context.entry, context.locale);
  page.heading = view::Heading::Page;
  page.partner = context.embed.partner;
  page.partner_name = context.embed.partner_name;
  return page;
}

view::Node campaign_article(const PageContext& context, view::Nodes action) {
  const Campaign& campaign = context.entry.text(context.locale).campaign;
  return view::step(campaign, context.locale, address_in(context.embed, campaign.slug, "", context.locale),
                    std::move(action));
}

http::Response to_signed_page(const PageContext& context) {
  return see_other(address_in(context.embed, context.entry.campaign.slug, "/signed", context.locale), context.embed);
}

std::string write_campaign_document(const api::Services& services, Document document, const PageContext& context) {
  for (view::Node& node : document.content)
    rewrite_links_for(node, context.embed, context.entry.campaign.slug, context.locale);
  return write_document(document, services.assets, services.base_url, services.operator_links);
}

}  // namespace undersigned::pages
