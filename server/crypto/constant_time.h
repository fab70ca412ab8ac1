// Comparing what somebody presents with what is secret, without the time telling how much of it is right.
//
// Pure, safe from any thread.
#pragma once

#include <string_view>

namespace undersigned::crypto {

// The lengths are no secret.
bool equal_in_constant_time(std::string_view expected, std::string_view presented);

}  // namespace undersigned::crypto
