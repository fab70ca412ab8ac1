// How to reach the operator's SMTP server, and the password from where it cannot be seen.
//
// Plain values, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/limits.h"
#include "shared/result.h"

namespace undersigned::mail {

enum class SmtpTls : std::uint8_t {
  Implicit,       // encrypted from the first byte (RFC 8314); smtps://
  Required,       // STARTTLS (RFC 3207), or nothing is sent
  Opportunistic,  // STARTTLS where the server offers it
  None,           // for a relay on the same machine
};

enum class CertificateCheck : std::uint8_t { On, Off };

struct SmtpSettings {
  std::string host;
  std::uint16_t port = 587;
  SmtpTls tls = SmtpTls::Required;
  CertificateCheck certificate = CertificateCheck::On;
  std::string ca_file;   // certificates to trust instead of the system's
  std::string username;  // empty: no authentication (RFC 4954)
  std::string password;
  std::string helo;  // this server's own name, as it greets; empty: "localhost"
  int connect_ms = limits::kMailConnectMs;
  int send_ms = limits::kMailSendMs;  // of one mail, all in all
};

// "smtp://host[:port]" (587, SmtpTls::Required) or "smtps://host[:port]" (465, Implicit); a name, an IPv4 address or an
// IPv6 address in brackets. BadUrl, also with a user name or password in it: other users of the machine see arguments.
Result<SmtpSettings> parse_smtp_url(std::string_view url);

// "required", "opportunistic" or "none".
std::optional<SmtpTls> smtp_tls_from_name(std::string_view name);

// Whether these can be used. Forbidden: a password that would cross a network unencrypted, which only None to this very
// machine or encryption that cannot be stripped prevents. BadValue: no host, a half login, a control character, a limit
// below 1 ms.
Status check_smtp_settings(const SmtpSettings& settings);

}  // namespace undersigned::mail
