#include "server/http/message.h"

#include <algorithm>
#include <array>

#include "server/base/ascii.h"

namespace undersigned::http {
namespace {

constexpr std::array<std::string_view, 8> kMethodNames = {"",    "GET",   "HEAD",   "POST",
                                                          "PUT", "PATCH", "DELETE", "OPTIONS"};

struct Phrase {
  int status;
  std::string_view text;
};

constexpr std::array kPhrases = {
    Phrase{200, "OK"},
    Phrase{201, "Created"},
    Phrase{202, "Accepted"},
    Phrase{204, "No Content"},
    Phrase{301, "Moved Permanently"},
    Phrase{302, "Found"},
    Phrase{303, "See Other"},
    Phrase{304, "Not Modified"},
    Phrase{307, "Temporary Redirect"},
    Phrase{308, "Permanent Redirect"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{406, "Not Acceptable"},
    Phrase{408, "Request Timeout"},
    Phrase{409, "Conflict"},
    Phrase{410, "Gone"},
    Phrase{411, "Length Required"},
    Phrase{412, "Precondition Failed"},
    Phrase{413, "Content Too Large"},
    Phrase{414, "URI Too Long"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{417, "Expectation Failed"},
    Phrase{422, "Unprocessable Content"},
    Phrase{428, "Precondition Required"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{500, "Internal Server Error"},
    Phrase{501, "Not Implemented"},
    Phrase{503, "Service Unavailable"},
    Phrase{505, "HTTP Version Not Supported"},
};

}  // namespace

std::string_view method_name(Method method) {
  return kMethodNames[static_cast<std::size_t>(method)];
}

Method method_from_name(std::string_view name) {
  for (std::size_t i = 1; i < kMethodNames.size(); ++i) {
    if (kMethodNames[i] == name) return static_cast<Method>(i);
  }
  return Method::Unknown;
}

std::string_view reason_phrase(int status) {
  const auto found =
      std::find_if(kPhrases.begin(), kPhrases.end(), [&](const Phrase& phrase) { return phrase.status == status; });
  return found == kPhrases.end() ? "Unknown" : found->text;
}

std::string_view Request::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const NameValue& field) { return base::equal_ignoring_case(field.name, name); });
  return found == headers.end() ? std::string_view() : found->value;
}

std::string_view Request::query(std::string_view name) const {
  const auto found =
      std::find_if(query_fields.rbegin(), query_fields.rend(), [&](const NameValue& f) { return f.name == name; });
  return found == query_fields.rend() ? std::string_view() : found->value;
}

std::string_view Request::parameter(std::string_view name) const {
  const auto found = std::find_if(route_parameters.begin(), route_parameters.end(),
                                  [&](const NameValue& parameter) { return parameter.name == name; });
  return found == route_parameters.end() ? std::string_view() : found->value;
}

bool Request::has_media_type(std::string_view type) const {
  auto rest = header("Content-Type");
  return base::equal_ignoring_case(base::take_element(rest, ';'), type);
}

Response make_response(int status, std::string content_type, std::string body) {
  Response response;
  response.status = status;
  response.content_type = std::move(content_type);
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

void set_retry_after(Response& response, std::int64_t seconds) {
  response.headers.push_back({"Retry-After", std::to_string(seconds)});
}

}  // namespace undersigned::http
