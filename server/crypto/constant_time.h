// Compares a presented value with a secret one. The duration does not depend on how much of it is right.
//
// Pure, safe from any thread.
#pragma once

#include <string_view>

namespace undersigned::crypto {

// The duration does depend on the lengths.
bool equal_in_constant_time(std::string_view expected, std::string_view presented);

}  // namespace undersigned::crypto
