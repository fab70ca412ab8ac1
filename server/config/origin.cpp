#include "server/config/origin.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "shared/limits.h"

namespace undersigned::config {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_host_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

// An IPv6 literal keeps its brackets; only its characters are checked, the browser is the judge of the rest.
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

}  // namespace

std::optional<std::string> parse_origin(std::string_view text) {
  if (text.size() > limits::kOriginBytesMax) return std::nullopt;
  std::string origin(text);
  std::transform(origin.begin(), origin.end(), origin.begin(), lower);
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

}  // namespace undersigned::config
