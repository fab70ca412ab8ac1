#include "server/http/response_head.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "server/base/ascii.h"

namespace undersigned::http {
namespace {

constexpr std::array<std::string_view, 5> kOwnNames = {"Content-Length", "Transfer-Encoding", "Connection",
                                                       "Keep-Alive", "Date"};
constexpr std::string_view kPolicyName = "Content-Security-Policy";
// A browser that treats the response as a document runs, loads and frames nothing of it.
constexpr std::string_view kNoDocument = "default-src 'none'; frame-ancestors 'none'";
constexpr std::string_view kYearForAllHosts = "max-age=31536000; includeSubDomains";

bool is_header_allowed(std::string_view name, std::string_view value) {
  return base::is_token(name) && base::is_field_value(value) &&
         std::none_of(kOwnNames.begin(), kOwnNames.end(),
                      [&](std::string_view own) { return base::equal_ignoring_case(own, name); });
}

void add_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

// 204 and 304 carry no Content-Length: a 204 has no body, and that of a 304 would be the length of the 200.
bool says_length(int status) {
  return status != 204 && status != 304;
}

}  // namespace

bool sends_body(const Response& response, Method method) {
  return (response.body || response.source) && method != Method::Head && says_length(response.status);
}

std::optional<std::string> response_head(const Response& response, const ResponseContext& context) {
  if (response.status < 200 || response.status > 599 || !base::is_field_value(response.content_type))
    return std::nullopt;
  std::string head;
  head.reserve(512);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_phrase(response.status)).append("\r\n");
  add_field(head, "Date", context.date);
  if (!response.content_type.empty()) add_field(head, "Content-Type", response.content_type);
  bool has_policy =
      response.status == 304;  // a policy in a 304 would replace that of the page that the browser has kept
  for (const auto& header : response.headers) {
    if (!is_header_allowed(header.name, header.value)) return std::nullopt;
    add_field(head, header.name, header.value);
    has_policy = has_policy || base::equal_ignoring_case(header.name, kPolicyName);
  }
  if (!has_policy) add_field(head, kPolicyName, kNoDocument);
  if (context.strict_transport_security == StrictTransportSecurity::Yes) {
    add_field(head, "Strict-Transport-Security", kYearForAllHosts);
  }
  if (response.source) {
    // HTTP/1.0 has no chunks: the body ends with the connection.
    const bool chunked = says_length(response.status) && context.version == Version::Http11;
    if (chunked) add_field(head, "Transfer-Encoding", "chunked");
  } else if (says_length(response.status)) {
    add_field(head, "Content-Length", std::to_string(response.body ? response.body->size() : 0));
  }
  if (context.after == AfterReply::Close) {
    add_field(head, "Connection", "close");
  } else if (context.version == Version::Http10) {
    add_field(head, "Connection", "keep-alive");
  }
  head.append("\r\n");
  return head;
}

std::string imf_fixdate(std::time_t seconds) {
  constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                                   kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                                   utc.tm_min, utc.tm_sec);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace undersigned::http
