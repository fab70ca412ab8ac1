#include "server/crypto/constant_time.h"

#include <sodium.h>

namespace undersigned::crypto {

bool equal_in_constant_time(std::string_view expected, std::string_view presented) {
  return expected.size() == presented.size() && sodium_memcmp(expected.data(), presented.data(), expected.size()) == 0;
}

}  // namespace undersigned::crypto
