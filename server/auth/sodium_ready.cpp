#include "server/auth/sodium_ready.h"

#include <sodium.h>

#include <cstdlib>

namespace undersigned::auth {

void sodium_ready() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
}

}  // namespace undersigned::auth
