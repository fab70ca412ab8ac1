// A server's secret for tests.
#pragma once

#include <cstdint>

#include "server/crypto/secret.h"

namespace undersigned::crypto::testing {

// 32 bytes of that value; different values give different secrets.
inline ServerSecret a_secret(std::uint8_t byte = 1) {
  Key master{};
  master.fill(byte);
  return ServerSecret(master);
}

}  // namespace undersigned::crypto::testing
