// What makes a signature wait for an organizer: found by server/signing and by the store, kept by the store.
#pragma once

#include <cstdint>

namespace undersigned {

// What is suspicious about a signature, each a bit of NewSignature::suspicion. The bits are kept in the database.
enum class Suspicion : std::uint8_t {
  Honeypot = 1,         // the field that people leave empty was filled in
  TooFast = 2,          // sent sooner after the form was shown than people type
  BlockedMail = 4,      // a mail domain on the operator's list
  Unsolved = 8,         // from an address with very many signatures, without the challenge solved
  ManyNames = 16,       // one name more than limits::kNamesPerMailboxMax of its mailbox; the store says so
  Flood = 32,           // counted at once, one of very many of its address
  AfterRejection = 64,  // its signer's earlier signature was rejected, and none accepted since; the store says so
};
using Suspicions = std::uint8_t;

}  // namespace undersigned
