// What the forms of /my carry once a mailbox was proved: an HMAC-SHA-256 (RFC 2104) of the mailbox (delivery_mailbox())
// and the time the page was opened, so that nobody has to sign in and no cookie is set. Nothing is stored; it works for
// limits::kMyPageMs, for that mailbox alone.
//
// Immutable, safe from any thread. E-mail addresses are those of check_email(), times UTC milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"

namespace undersigned::signing {

class MyTokens {
 public:
  // `key` is that of KeyPurpose::MyPage.
  explicit MyTokens(const crypto::Key& key) : key_(key) {}

  [[nodiscard]] std::string make(std::string_view email, std::int64_t opened_ms) const;

  // Whether `presented` was made for this mailbox less than limits::kMyPageMs ago. Compared in constant time.
  [[nodiscard]] bool opens(std::string_view email, std::string_view presented, std::int64_t now_ms) const;

 private:
  crypto::Key key_;
};

}  // namespace undersigned::signing
