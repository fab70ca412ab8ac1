#include "server/embed/petition_address.h"

#include <algorithm>
#include <utility>

#include "shared/text/form_urlencoded.h"
#include "shared/text/url.h"

namespace undersigned::embed {

std::optional<PetitionAddress> read_petition_address(std::string_view url, std::string_view base_url) {
  if (!is_web_url(url) || url.substr(0, base_url.size()) != base_url) return std::nullopt;
  url = url.substr(base_url.size(), url.find('#') - base_url.size());
  if (url.rfind("/p/", 0) != 0 && url.rfind("/e/", 0) != 0) return std::nullopt;
  url.remove_prefix(3);
  const std::size_t slug_end = std::min(url.find('?'), url.size());
  PetitionAddress address;
  address.slug = url.substr(0, slug_end);
  if (!is_slug(address.slug)) return std::nullopt;

  FormReader query(url.substr(std::min(slug_end + 1, url.size())));
  for (FormField field; query.next(field);) {
    std::string* text = field.name == "lang"      ? &address.lang
                        : field.name == "partner" ? &address.partner
                        : field.name == "theme"   ? &address.theme
                                                  : nullptr;
    if (text != nullptr && text->empty()) *text = std::move(field.value);
  }
  return address;
}

}  // namespace undersigned::embed
