// Plural categories of whole numbers (Unicode CLDR 48, cardinal rules with v = 0 and e = 0). Internal to locale/.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shared/locale/locale.h"

namespace undersigned {

// "zero", "one", "two", "few", "many" or "other".
std::string_view plural_category(Locale locale, std::uint64_t count);

// All categories of whole numbers, which are the forms that a message with plurals needs, in catalogue order. Russian
// and Ukrainian have no "other": CLDR uses it for fractions.
std::span<const std::string_view> plural_categories(Locale locale);

}  // namespace undersigned
