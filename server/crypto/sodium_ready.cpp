#include "server/crypto/sodium_ready.h"

#include <sodium.h>

#include <cstdlib>

namespace undersigned::crypto {

void sodium_ready() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
}

}  // namespace undersigned::crypto
