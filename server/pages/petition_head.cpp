#include "server/pages/petition_head.h"

#include <optional>

#include "server/pages/campaign_picture.h"
#include "server/pages/link_preview.h"
#include "server/pages/structured_data.h"
#include "shared/text/form_urlencoded.h"

namespace undersigned::pages {
namespace {

std::string card_link(const std::string& base_url, const std::string& url, const std::string& title) {
  std::string query;
  append_form_field(query, "url", url);
  append_form_field(query, "format", "json");
  return link_element({{"rel", "alternate"},
                       {"type", "application/json+oembed"},
                       {"href", base_url + "/oembed?" + query},
                       {"title", title}});
}

}  // namespace

std::string petition_head(const api::Services& services, const campaigns::Entry& entry, const view::PetitionPage& page,
                          const Document& document) {
  const std::string& base_url = services.base_url;
  const std::string canonical = base_url + canonical_path(document);
  const auto picture = campaign_picture(services, entry, document.locale);

  LinkPreview preview;
  preview.title = document.title;
  preview.description = document.description;
  preview.url = canonical + (page.partner.empty() ? "" : "&partner=" + page.partner);
  preview.locale = page.campaign.locale;
  for (const Locale locale : document.languages) {
    if (locale != document.locale) preview.other_locales.emplace_back(locale_tag(locale));
  }
  if (picture) {
    preview.image = base_url + picture->path;
    preview.image_type = picture->media_type;
    preview.image_alt = picture->alt;
  }
  return write_link_preview(preview) + card_link(base_url, preview.url, document.title) +
         write_structured_data({page, canonical, base_url, preview.image});
}

}  // namespace undersigned::pages
