// Puts values into words. Internal to locale/.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "shared/locale/locale.h"

namespace undersigned {

// Replaces each {name}; one that is not given stays as it is. Braces inside a value are not filled again.
std::string fill(std::string_view words, std::initializer_list<Placeholder> placeholders);

}  // namespace undersigned
