// Requests and responses as handlers see them (RFC 9110). Plain values: a test builds a Request by hand as easily as
// the server does.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/body_source.h"

namespace undersigned::http {

enum class Method : std::uint8_t { Unknown, Get, Head, Post, Put, Patch, Delete, Options };

// "GET"; "" for Unknown. Method names are case-sensitive.
std::string_view method_name(Method method);
Method method_from_name(std::string_view name);

// "Not Found"; "Unknown" for a status without a registered phrase.
std::string_view reason_phrase(int status);

struct NameValue {
  std::string_view name;
  std::string_view value;
};

// Every view is valid only while the handler runs: copy what a deferred reply needs.
struct Request {
  Method method = Method::Unknown;  // Head where a GET route is asked for its head
  std::string_view target;          // as sent, with the query; "" if the head could not be read
  std::string_view path;            // percent-decoded, without the query; as sent if the request is refused early
  std::string_view remote_address;  // numeric, without port; an IPv4 peer of a dual-stack socket as plain IPv4
  std::string_view body;            // Content-Length bytes, as sent
  std::vector<NameValue> headers;   // as sent, in order; empty if the head could not be read
  std::vector<NameValue> query_fields;
  std::vector<NameValue> route_parameters;

  // "" if absent. Of a repeated header the first counts; of a repeated query field the last, as with form fields.
  // Header names ignore case; the others do not.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view query(std::string_view name) const;
  [[nodiscard]] std::string_view parameter(std::string_view name) const;

  // Whether Content-Type is `type`. Ignores parameters and letter case (RFC 9110 8.3.1).
  [[nodiscard]] bool has_media_type(std::string_view type) const;
};

inline constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
inline constexpr std::string_view kJsonType = "application/json";

struct Header {
  std::string name;
  std::string value;
};

using Body = std::shared_ptr<const std::string>;

enum class AfterReply : std::uint8_t { KeepOpen, Close };

using Time = std::chrono::steady_clock::time_point;

// The server writes Content-Length, Transfer-Encoding, Connection and Date; they are refused in `headers`. A name that
// is not a token, or a value with a control character, turns the whole response into a 500: nothing can be injected.
struct Response {
  int status = 200;
  std::string content_type;  // none if empty
  std::vector<Header> headers;
  Body body;                           // shared, never copied, so a cached body can go to everyone at once; null: none
  std::shared_ptr<BodySource> source;  // instead of `body`: made while it is sent
  AfterReply after = AfterReply::KeepOpen;
  Time not_before{};  // the earliest time at which it may be sent
};

Response make_response(int status, std::string content_type, std::string body);

// When the same request may be made again, in seconds (Retry-After, RFC 9110 10.2.3).
void set_retry_after(Response& response, std::int64_t seconds);

}  // namespace undersigned::http
