#include "server/pages/petition_address.h"

#include <algorithm>
#include <utility>

#include "server/base/origin.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/form_urlencoded.h"
#include "shared/text/url.h"
#include "shared/text/utf8.h"

namespace undersigned::pages {
namespace {

std::size_t end_of_origin(std::string_view url) {
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return url.size();
  return std::min(url.find_first_of("/?#", host + 3), url.size());
}

// http counts as https, and the host is compared ignoring case.
bool is_host_of(std::string_view origin, std::string_view base_url) {
  const std::optional<std::string> written = base::parse_origin(origin);
  if (!written) return false;
  return base::authority_of(*written) == base::authority_of(base_url);
}

bool is_dash(char32_t code) {
  return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

}  // namespace

std::optional<PetitionAddress> read_petition_address(std::string_view url, std::string_view base_url) {
  const std::size_t origin_end = end_of_origin(url);
  if (!is_web_url(url) || !is_host_of(url.substr(0, origin_end), base_url)) return std::nullopt;
  url = url.substr(origin_end, std::min(url.find('#'), url.size()) - origin_end);
  if (url.rfind("/p/", 0) != 0 && url.rfind("/e/", 0) != 0) return std::nullopt;
  url.remove_prefix(3);
  const std::size_t slug_end = std::min(url.find('?'), url.size());
  PetitionAddress address;
  address.slug = url.substr(0, slug_end);
  if (address.slug.ends_with('/')) address.slug.pop_back();
  if (!is_slug(address.slug)) return std::nullopt;

  FormReader query(url.substr(std::min(slug_end + 1, url.size())));
  for (FormField field; query.next(field);) {
    std::string* text = field.name == "lang"      ? &address.lang
                        : field.name == "partner" ? &address.partner
                        : field.name == "theme"   ? &address.theme
                                                  : nullptr;
    if (text != nullptr) *text = std::move(field.value);
  }
  return address;
}

std::string meant_slug(std::string_view typed) {
  std::string slug;
  while (!typed.empty()) {
    const char32_t code = take_char(typed);
    if (is_ascii_alphanumeric(code)) {
      slug += ascii_lower(static_cast<char>(code));
    } else if (is_dash(code)) {
      if (!slug.empty()) slug += '-';
    } else if (!slug.empty() && char_kind(code) != CharKind::Ignorable) {
      break;
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

}  // namespace undersigned::pages
