// Encrypts a database id as text that may leave the server, for links in mails: 39 characters of base32. They reveal
// neither the id nor the order of ids, and nobody else can make them.
//
// Deterministic authenticated encryption (the SIV construction, RFC 5297, from HMAC-SHA-256): a tag of 128 bits over
// the number and the context it is valid in (`about`), and the 64 bits of the number under a pad made from the tag. So
// number_in() can decrypt before the context is known; is_of() then checks it.
//
// Immutable, safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"

namespace undersigned::crypto {

inline constexpr std::size_t kOpaqueNumberChars = 39;

class OpaqueNumbers {
 public:
  // `key` is the key of KeyPurpose::OpaqueNumber.
  explicit OpaqueNumbers(const Key& key) : key_(key) {}

  using About = std::initializer_list<std::string_view>;

  // Always the same text for the same number, from 1, and the same `about`. The first part of `about` names the
  // purpose.
  [[nodiscard]] std::string hide(std::int64_t number, About about) const;

  // Decrypts the number, if `text` has the right form. Does not check it.
  [[nodiscard]] std::optional<std::int64_t> number_in(std::string_view text) const;

  // Whether hide() made `text`. The duration does not depend on where it differs.
  [[nodiscard]] bool is_of(std::string_view text, std::int64_t number, About about) const;

 private:
  Key key_;
};

}  // namespace undersigned::crypto
