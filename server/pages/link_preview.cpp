#include "server/pages/link_preview.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/pages/document.h"
#include "server/previews/share_image.h"

namespace undersigned::pages {
namespace {

// The territory in which a language is most likely read.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kTerritories{{
    {"ar", "AR"},  // Open Graph's own name for Arabic without a country
    {"bn", "BD"},  {"cs", "CZ"}, {"de", "DE"}, {"el", "GR"}, {"en", "US"}, {"es", "ES"}, {"fa", "IR"},
    {"fil", "PH"}, {"fr", "FR"}, {"he", "IL"}, {"hi", "IN"}, {"id", "ID"}, {"it", "IT"}, {"ja", "JP"},
    {"ko", "KR"},  {"nl", "NL"}, {"pl", "PL"}, {"pt", "BR"}, {"ro", "RO"}, {"ru", "RU"}, {"sv", "SE"},
    {"sw", "KE"},  {"tl", "PH"}, {"tr", "TR"}, {"uk", "UA"}, {"vi", "VN"}, {"zh", "CN"},
}};

std::string property(std::string_view name, std::string_view content) {
  return meta_element("property", name, content);
}

std::string image(const LinkPreview& preview) {
  if (preview.image.empty()) return meta_element("name", "twitter:card", "summary");
  return property("og:image", preview.image) + property("og:image:type", preview.image_type) +
         property("og:image:width", std::to_string(previews::kWidthPx)) +
         property("og:image:height", std::to_string(previews::kHeightPx)) +
         property("og:image:alt", preview.image_alt) + meta_element("name", "twitter:card", "summary_large_image");
}

}  // namespace

std::string open_graph_locale(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find('-'));
  const std::string_view last = tag.substr(tag.rfind('-') + 1);
  if (last.size() < tag.size() && last.size() == 2) return std::string(language).append("_").append(last);
  const auto* const found = std::find_if(kTerritories.begin(), kTerritories.end(),
                                         [&](const auto& entry) { return entry.first == language; });
  return found == kTerritories.end() ? "" : std::string(language).append("_").append(found->second);
}

std::string write_link_preview(const LinkPreview& preview) {
  std::string out = property("og:type", "website") + property("og:site_name", kSiteName) +
                    property("og:title", preview.title) + property("og:description", preview.description) +
                    property("og:url", preview.url) + property("og:locale", open_graph_locale(preview.locale));
  for (const std::string& other : preview.other_locales) {
    out += property("og:locale:alternate", open_graph_locale(other));
  }
  return out + image(preview);
}

}  // namespace undersigned::pages
