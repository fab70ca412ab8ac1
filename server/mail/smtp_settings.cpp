#include "server/mail/smtp_settings.h"

#include <charconv>

#include "shared/text/url.h"

namespace undersigned::mail {
namespace {

constexpr std::uint16_t kSubmissionPort = 587;   // RFC 6409
constexpr std::uint16_t kSubmissionsPort = 465;  // RFC 8314

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  }
  return false;
}

}  // namespace

Result<SmtpSettings> parse_smtp_url(std::string_view url) {
  const bool implicit = url.starts_with("smtps://");
  if (!implicit && !url.starts_with("smtp://")) return Error{ErrorCode::BadUrl};
  std::string_view authority = url.substr(url.find("//") + 2);
  if (authority.ends_with('/')) authority.remove_suffix(1);
  if (!is_web_url("http://" + std::string(authority))) return Error{ErrorCode::BadUrl};
  if (authority.find_first_of("/?#") != std::string_view::npos) return Error{ErrorCode::BadUrl};

  SmtpSettings settings;
  settings.tls = implicit ? SmtpTls::Implicit : SmtpTls::Required;
  settings.port = implicit ? kSubmissionsPort : kSubmissionPort;
  const std::size_t colon = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  settings.host = authority.substr(0, colon);
  if (colon == std::string_view::npos) return settings;
  const std::string_view port = authority.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), settings.port);
  if (error != std::errc() || end != port.data() + port.size() || settings.port == 0) return Error{ErrorCode::BadUrl};
  return settings;
}

std::optional<SmtpTls> smtp_tls_from_name(std::string_view name) {
  if (name == "required") return SmtpTls::Required;
  if (name == "opportunistic") return SmtpTls::Opportunistic;
  if (name == "none") return SmtpTls::None;
  return {};
}

Status check_smtp_settings(const SmtpSettings& settings) {
  if (!is_web_url("http://" + settings.host) || settings.host.find_first_of("/?#") != std::string::npos) {
    return Error{ErrorCode::BadValue};
  }
  if (!settings.helo.empty() && !is_web_url("http://" + settings.helo)) return Error{ErrorCode::BadValue};
  if (settings.helo.find_first_of("/?#") != std::string::npos) return Error{ErrorCode::BadValue};
  if (settings.username.empty() != settings.password.empty()) return Error{ErrorCode::BadValue};
  if (has_control(settings.username) || has_control(settings.password)) return Error{ErrorCode::BadValue};
  if (settings.port == 0 || settings.connect_ms < 1 || settings.send_ms < 1) return Error{ErrorCode::BadValue};

  const bool encrypted = settings.tls == SmtpTls::Implicit || settings.tls == SmtpTls::Required;
  if (!settings.username.empty() && !encrypted && !is_this_machine(settings.host)) return Error{ErrorCode::Forbidden};
  return Done{};
}

}  // namespace undersigned::mail
