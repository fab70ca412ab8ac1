#include "server/pages/campaign_page.h"

#include <algorithm>
#include <utility>

#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "shared/view/step_view.h"

namespace undersigned::pages {
namespace {

std::string_view language(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

}  // namespace

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

Document document_of(const Place& place) {
  const Campaign& campaign = place.entry.text(place.locale).campaign;
  Document document;
  document.locale = place.locale;
  document.title = campaign.title;
  document.description = campaign.summary;
  document.path = "/p/" + campaign.slug;
  document.languages = languages_of(place.entry);
  document.setting = place.setting;
  document.accent = campaign.accent;
  if (place.setting.framed()) document.styles = "embed.css";
  document.script = "page.js";
  return document;
}

view::PetitionPage page_without_store(const api::Services& services, const Place& place) {
  view::PetitionPage page = api::short_page(services, place.entry, place.locale);
  page.heading = view::Heading::Page;
  page.partner = place.setting.partner;
  page.partner_name = place.setting.partner_name;
  return page;
}

view::Node campaign_article(const Place& place, view::Nodes action) {
  const Campaign& campaign = place.entry.text(place.locale).campaign;
  return view::step(campaign, place.locale, address_in(place.setting, campaign.slug, "", place.locale),
                    std::move(action));
}

http::Response to_signed_page(const Place& place) {
  return see_other(address_in(place.setting, place.entry.campaign.slug, "/signed", place.locale), place.setting);
}

std::string write_campaign_document(const api::Services& services, Document document, const Place& place) {
  for (view::Node& node : document.content) settle(node, place.setting, place.entry.campaign.slug, place.locale);
  return write_document(document, services.assets, services.base_url);
}

}  // namespace undersigned::pages
