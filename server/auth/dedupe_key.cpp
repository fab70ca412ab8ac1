#include "server/auth/dedupe_key.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <string>

#include "server/auth/fold.h"
#include "server/auth/sodium_ready.h"
#include "shared/text/email.h"
#include "shared/text/name.h"

namespace undersigned::auth {
namespace {

// Length first, so that no text can be shifted from one part into its neighbour.
void add_part(crypto_auth_hmacsha256_state& state, std::string_view part) {
  std::array<unsigned char, 8> length{};
  std::uint64_t rest = part.size();
  for (unsigned char& byte : length) {
    byte = static_cast<unsigned char>(rest & 0xFFU);
    rest >>= 8;
  }
  crypto_auth_hmacsha256_update(&state, length.data(), length.size());
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(part.data()));
  crypto_auth_hmacsha256_update(&state, bytes, part.size());
}

// "Jane  O'Neil", "jane oneil" and the same typed with composed or with combining accents are one signer.
std::string folded_name(std::string_view name) {
  std::string folded = nfkc_casefold(name);
  std::string letters = name_key(folded);
  return letters.empty() ? folded : letters;
}

}  // namespace

store::DedupeKey DedupeKeys::key(std::string_view campaign, const CheckedSignature& signature) const {
  sodium_ready();
  const bool organization = signature.kind == SignatureKind::Organization;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key_.data(), key_.size());
  add_part(state, campaign);
  add_part(state, canonical_email(signature.email));
  add_part(state, organization ? "organization" : "person");
  add_part(state, folded_name(organization ? signature.organization : signature.name));
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_final(&state, mac.data());

  store::DedupeKey key{};
  std::copy_n(mac.begin(), key.size(), key.begin());
  return key;
}

}  // namespace undersigned::auth
