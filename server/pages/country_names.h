// Country names in the readers' languages, for the select box on pages without scripts; in a widget the browser
// provides them. Generated at build time by country_names.mjs from the Unicode CLDR data in Node.js.
//
// Constant, read from any thread.
#pragma once

#include <span>
#include <string>

#include "shared/locale/locale.h"
#include "shared/view/petition_view.h"

namespace undersigned::pages {

// All countries in alphabetical order of the language.
std::span<const view::CountryName> country_names(Locale locale);

// The country's name; the code itself if it is not a country's.
std::string country_name(const std::string& code, Locale locale);

}  // namespace undersigned::pages
