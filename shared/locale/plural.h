// Plural categories of whole numbers (Unicode CLDR plural rules). Internal to locale/.
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/locale/locale.h"

namespace undersigned {

// "zero", "one", "two", "few", "many" or "other".
std::string_view plural_category(Locale locale, std::uint64_t count);

}  // namespace undersigned
