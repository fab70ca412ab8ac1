// The token in the forms of /my after a mailbox was proved: an HMAC-SHA-256 (RFC 2104) of the mailbox
// (delivery_mailbox()) and the time the page was opened. It replaces an account and a cookie. Nothing is stored. Valid
// for limits::kMyPageMs, for that mailbox only.
//
// Immutable, safe from any thread. Email addresses are those of check_email(), times UTC milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"

namespace undersigned::signing {

class MyTokens {
 public:
  // `key` is the key of KeyPurpose::MyPage.
  explicit MyTokens(const crypto::Key& key) : key_(key) {}

  [[nodiscard]] std::string make(std::string_view email, std::int64_t opened_ms) const;

  // Whether `presented` was made for this mailbox less than limits::kMyPageMs ago. Compared in constant time.
  [[nodiscard]] bool opens(std::string_view email, std::string_view presented, std::int64_t now_ms) const;

 private:
  crypto::Key key_;
};

}  // namespace undersigned::signing
