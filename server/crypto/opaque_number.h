// A number of the database as text that may leave the server: 39 characters of base32 that say nothing of it, nor
// whether one was made before another, and that nobody else can make. For links of mails.
//
// Deterministic authenticated encryption (the construction of SIV, RFC 5297, from HMAC-SHA-256): a tag of 128 bits over
// the number and what is true of it (`about`), and the number's 64 bits under a pad made from the tag. So what is to be
// looked up can be read before it is known whether the text is right; is_of() says that.
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
  // `key` is that of KeyPurpose::OpaqueNumber.
  explicit OpaqueNumbers(const Key& key) : key_(key) {}

  using About = std::initializer_list<std::string_view>;

  // The same for the same number, from 1, and the same `about`, whose first part says what the text is for.
  [[nodiscard]] std::string hide(std::int64_t number, About about) const;

  // The number in it, if it has the form of such a text.
  [[nodiscard]] std::optional<std::int64_t> number_in(std::string_view text) const;

  // Whether `text` is what hide() gives, in a time that does not tell where it differs.
  [[nodiscard]] bool is_of(std::string_view text, std::int64_t number, About about) const;

 private:
  Key key_;
};

}  // namespace undersigned::crypto
