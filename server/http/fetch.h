// One GET to another server, for checks that the operator asks for (doctor --online). HTTP/1.1 by cpp-httplib's client;
// certificates are verified against the system's authorities; redirects are not followed, and no proxy is used.
//
// Blocks the caller for at most limits::kFetchMs. Any thread.
#pragma once

#include <cstdint>
#include <string>

namespace undersigned::http {

enum class FetchProblem : std::uint8_t {
  None,
  NoConnection,    // the name is unknown, or nothing takes connections there
  BadCertificate,  // not trusted, expired, or of another name
  NoAnswer,        // connected, but no whole answer within the limits of time and size
};

struct Fetched {
  FetchProblem problem = FetchProblem::None;
  int status = 0;      // 0 where there is a problem
  std::string body{};  // at most limits::kFetchBytesMax
};

// `origin` is what base::parse_origin() gives, `path` begins with "/".
Fetched fetch(const std::string& origin, const std::string& path);

}  // namespace undersigned::http
