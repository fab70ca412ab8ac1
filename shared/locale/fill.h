// Fills placeholders. Internal to locale/.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "shared/locale/locale.h"

namespace undersigned {

// Replaces each {name}. A placeholder without a value stays. Braces inside values are not replaced again.
std::string fill(std::string_view words, std::initializer_list<Placeholder> placeholders);

}  // namespace undersigned
