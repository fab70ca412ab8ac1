#include "server/base/origin.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/domain.h"
#include "shared/text/utf8.h"

namespace undersigned::base {
namespace {

bool is_host_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

// An IPv6 literal keeps its brackets. Only its characters are checked; browsers check the rest.
bool is_host(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
    return std::all_of(host.begin(), host.end(),
                       [](char c) { return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.'; });
  }
  return !host.empty() && host.front() != '.' && std::all_of(host.begin(), host.end(), is_host_char);
}

std::optional<unsigned> parse_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0 || port > 65'535) return std::nullopt;
  return port;
}

// The parts of a text given as an origin.
struct Written {
  std::string scheme;     // lower case; https if none was given
  std::string_view user;  // including the @
  std::string_view host;
  std::string_view port;  // including the colon
  std::string_view path;  // and everything after it
};

// Removes a scheme that is spelled wrong: "https:/", "https//", "https:".
std::string_view without_misspelled_scheme(std::string_view text) {
  for (const std::string_view scheme : {"https", "http"}) {
    const std::string_view rest = text.substr(std::min(scheme.size(), text.size()));
    if (!equals_ignoring_case(text.substr(0, scheme.size()), scheme) || rest.empty()) continue;
    if (rest.front() == ':' || rest.front() == '/')
      return rest.substr(std::min(rest.find_first_not_of(":/"), rest.size()));
  }
  return text;
}

Written read_written(std::string_view text) {
  Written written{"https", {}, {}, {}, {}};
  const std::size_t scheme_end = text.find("://");
  if (scheme_end != std::string_view::npos) {
    written.scheme = std::string(text.substr(0, scheme_end));
    std::transform(written.scheme.begin(), written.scheme.end(), written.scheme.begin(), ascii_lower<char>);
    text.remove_prefix(scheme_end + 3);
  } else {
    text = without_misspelled_scheme(text);
  }
  const std::size_t host_end = std::min(text.find_first_of("/?#"), text.size());
  written.path = text.substr(host_end);
  text = text.substr(0, host_end);
  const std::size_t user_end = text.rfind('@');
  if (user_end != std::string_view::npos) {
    written.user = text.substr(0, user_end + 1);
    text.remove_prefix(user_end + 1);
  }
  const std::size_t bracket = text.find(']');
  const std::size_t port = std::min(text.find(':', bracket == std::string_view::npos ? 0 : bracket), text.size());
  written.host = text.substr(0, port);
  written.port = text.substr(port);
  return written;
}

// Whether a site can have this host: a name with a dot, an IPv6 address, or this machine's name.
bool is_host_of_site(std::string_view host) {
  return host == "localhost" ||
         (host.find_first_of(".:") != std::string_view::npos && host.find("..") == std::string_view::npos);
}

std::string_view without_final_dot(std::string_view host) {
  return host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
}

// What is wrong where no correction is clear.
std::string_view unclear(std::string_view text, const Written& written) {
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return "has a blank within";
  if (written.host.find('*') != std::string_view::npos) return "has a wildcard: list each site by itself";
  if (written.scheme != "http" && written.scheme != "https") return "does not begin with https:// or http://";
  if (!written.port.empty() && !parse_port(written.port.substr(1)))
    return "has no valid port: write a number up to 65535";
  return "is not an origin such as https://sign.example.org";
}

std::string_view wrong_with(std::string_view text, const Written& written) {
  if (text.find("://") == std::string_view::npos) return "does not begin with https://";
  if (written.path.size() > 1) return "has a path";
  if (!written.user.empty()) return "has a user name";
  if (!is_ascii(written.host)) return "has letters that browsers send in their ASCII form (Punycode)";
  if (written.path == "/") return "ends with a slash";
  if (written.host.ends_with('.')) return "ends with a dot";
  if (std::any_of(text.begin(), text.end(), [](char c) { return is_ascii_upper(c); })) return "has capital letters";
  return "names the default port";
}

}  // namespace

std::optional<std::string> parse_origin(std::string_view text) {
  if (text.size() > limits::kOriginBytesMax) return std::nullopt;
  std::string origin(text);
  std::transform(origin.begin(), origin.end(), origin.begin(), ascii_lower<char>);
  if (!origin.empty() && origin.back() == '/') origin.pop_back();

  const std::size_t scheme_end = origin.find("://");
  if (scheme_end == std::string::npos) return std::nullopt;
  const std::string scheme = origin.substr(0, scheme_end);
  if (scheme != "http" && scheme != "https") return std::nullopt;

  std::string host = origin.substr(scheme_end + 3);
  std::string port;
  const std::size_t colon = host.rfind(':');
  if (colon != std::string::npos && host.find(']', colon) == std::string::npos) {
    const std::optional<unsigned> number = parse_port(std::string_view(host).substr(colon + 1));
    if (!number) return std::nullopt;
    host.resize(colon);
    if (*number != (scheme == "https" ? 443U : 80U)) port = ":" + std::to_string(*number);
  }
  if (!is_host(host)) return std::nullopt;
  return scheme + "://" + host + port;
}

std::string explain_origin(std::string_view text) {
  const std::string_view trimmed = trim(text);
  const Written written = read_written(trimmed);
  const std::string_view host = without_final_dot(written.host);
  const std::optional<std::string> meant =
      parse_origin(written.scheme + "://" + (is_ascii(host) ? std::string(host) : domain_to_ascii(host)) +
                   std::string(written.port));
  if (!meant || *meant == text || !is_host_of_site(host)) return std::string(unclear(trimmed, written));
  return std::string(*meant == trimmed ? "has blanks around it" : wrong_with(trimmed, written)) + "; write " + *meant;
}

std::string_view authority_of(std::string_view origin) {
  const std::size_t scheme_end = origin.find("://");
  return scheme_end == std::string_view::npos ? std::string_view() : origin.substr(scheme_end + 3);
}

}  // namespace undersigned::base
