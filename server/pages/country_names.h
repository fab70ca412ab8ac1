// Countries by the names their readers use, for the select box of a page without scripts: in a widget the browser names
// them itself. Made at build time by country_names.mjs from the Unicode CLDR that Node carries.
//
// Constant, read from any thread.
#pragma once

#include <span>
#include <string>

#include "shared/locale/locale.h"
#include "shared/view/petition_view.h"

namespace undersigned::pages {

// All countries in the alphabetical order of the language.
std::span<const view::CountryName> country_names(Locale locale);

// The country's name; the code itself where it is no country's.
std::string country_name(const std::string& code, Locale locale);

}  // namespace undersigned::pages
