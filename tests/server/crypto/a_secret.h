// A server's secret for tests.
#pragma once

#include <cstdint>

#include "server/crypto/secret.h"

namespace undersigned::crypto::testing {

// Of 32 times that byte; two secrets of different bytes differ.
inline ServerSecret a_secret(std::uint8_t byte = 1) {
  Key master{};
  master.fill(byte);
  return ServerSecret(master);
}

}  // namespace undersigned::crypto::testing
