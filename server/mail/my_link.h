// The link in a mail that opens /my. Its token holds the address and the time, sealed under the server's secret.
// Nothing is stored. The token reveals neither who has signed nor any number, and opens what the mail's code opens.
// Valid for limits::kMyLinkMs, for that mailbox only.
//
// Immutable, safe from any thread. Email addresses are those of check_email(), times UTC milliseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"

namespace undersigned::mail {

class MyLinks {
 public:
  explicit MyLinks(const crypto::ServerSecret& secret) : key_(secret.key(crypto::KeyPurpose::MyLink)) {}

  // Fit for a URL.
  [[nodiscard]] std::string token(std::string_view email, std::int64_t made_ms) const;

  // The address, if the token was made less than limits::kMyLinkMs ago.
  [[nodiscard]] std::optional<std::string> email_of(std::string_view token, std::int64_t now_ms) const;

 private:
  crypto::Key key_;
};

}  // namespace undersigned::mail
