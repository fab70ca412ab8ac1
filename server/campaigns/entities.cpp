#include "server/campaigns/entities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace undersigned::campaigns {
namespace {

struct Entity {
  std::string_view name;
  std::string_view text;
};

constexpr std::array kEntities = {
    Entity{"amp", "&"},         Entity{"lt", "<"},         Entity{"gt", ">"},          Entity{"quot", "\""},
    Entity{"apos", "'"},        Entity{"nbsp", "\u00a0"},  Entity{"iexcl", "\u00a1"},  Entity{"cent", "\u00a2"},
    Entity{"pound", "\u00a3"},  Entity{"sect", "\u00a7"},  Entity{"copy", "\u00a9"},   Entity{"laquo", "\u00ab"},
    Entity{"shy", "\u00ad"},    Entity{"reg", "\u00ae"},   Entity{"deg", "\u00b0"},    Entity{"para", "\u00b6"},
    Entity{"middot", "\u00b7"}, Entity{"raquo", "\u00bb"}, Entity{"frac12", "\u00bd"}, Entity{"iquest", "\u00bf"},
    Entity{"times", "\u00d7"},  Entity{"ndash", "\u2013"}, Entity{"mdash", "\u2014"},  Entity{"lsquo", "\u2018"},
    Entity{"rsquo", "\u2019"},  Entity{"ldquo", "\u201c"}, Entity{"rdquo", "\u201d"},  Entity{"bull", "\u2022"},
    Entity{"hellip", "\u2026"}, Entity{"euro", "\u20ac"},  Entity{"trade", "\u2122"},  Entity{"larr", "\u2190"},
    Entity{"rarr", "\u2192"},
};

constexpr std::uint32_t kReplacement = 0xFFFD;

std::string utf8(std::uint32_t c) {
  const auto tail = [](std::uint32_t bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0U | (c >> 6U)), tail(c)};
  if (c < 0x10000) return {static_cast<char>(0xE0U | (c >> 12U)), tail(c >> 6U), tail(c)};
  return {static_cast<char>(0xF0U | (c >> 18U)), tail(c >> 12U), tail(c >> 6U), tail(c)};
}

std::string decode_number(std::string_view digits) {
  int base = 10;
  if (!digits.empty() && (digits.front() == 'x' || digits.front() == 'X')) {
    digits.remove_prefix(1);
    base = 16;
  }
  std::uint32_t c = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), c, base);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size();
  const bool character = c >= 0x20 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF) && (c < 0x7F || c > 0x9F);
  return utf8(whole && (character || c == '\t' || c == '\n') ? c : kReplacement);
}

}  // namespace

std::string decode_entity(std::string_view entity) {
  if (entity.size() < 3 || entity.front() != '&' || entity.back() != ';') return std::string(entity);
  const std::string_view name = entity.substr(1, entity.size() - 2);
  if (name.front() == '#') return decode_number(name.substr(1));
  const auto* found = std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& e) { return e.name == name; });
  return std::string(found == kEntities.end() ? entity : found->text);
}

}  // namespace undersigned::campaigns
