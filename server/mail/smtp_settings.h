// How to reach the operator's SMTP server. The password does not come from the command line, which other users can see.
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
  Opportunistic,  // STARTTLS if the server offers it
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
  std::string helo;  // this server's own name for the greeting; empty: "localhost"
  int connect_ms = limits::kMailConnectMs;
  int send_ms = limits::kMailSendMs;  // for one mail in total
};

// "smtp://host[:port]" (587, SmtpTls::Required) or "smtps://host[:port]" (465, Implicit). The host is a name, an IPv4
// address or an IPv6 address in brackets. BadUrl, also if it holds a user name or password, since other users of the
// machine can see arguments.
Result<SmtpSettings> parse_smtp_url(std::string_view url);

// "required", "opportunistic" or "none".
std::optional<SmtpTls> smtp_tls_from_name(std::string_view name);

// Whether these settings can be used.
// - Forbidden: the password could cross a network unencrypted. It may not, except with None to this very machine.
// - BadValue: no host, only half of a login, a control character, or a limit below 1 ms.
Status check_smtp_settings(const SmtpSettings& settings);

}  // namespace undersigned::mail
