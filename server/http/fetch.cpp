#include "server/http/fetch.h"

#include <httplib.h>

#include "server/limits.h"

namespace undersigned::http {
namespace {

FetchProblem problem_of(httplib::Error error) {
  switch (error) {
    case httplib::Error::Success:
      return FetchProblem::None;
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
      return FetchProblem::NoConnection;
    case httplib::Error::SSLServerVerification:
    case httplib::Error::SSLServerHostnameVerification:
      return FetchProblem::BadCertificate;
    default:
      return FetchProblem::NoAnswer;
  }
}

}  // namespace

Fetched fetch(const std::string& origin, const std::string& path) {
  httplib::Client client(origin);
  if (!client.is_valid()) return {.problem = FetchProblem::NoConnection};
  const std::chrono::milliseconds patience{limits::kFetchMs};
  client.set_connection_timeout(patience);
  client.set_read_timeout(patience);
  client.set_write_timeout(patience);
  client.set_max_timeout(patience);
  client.set_payload_max_length(limits::kFetchBytesMax);
  const httplib::Result result = client.Get(path);
  if (!result) return {.problem = problem_of(result.error())};
  return {.status = result->status, .body = result->body};
}

}  // namespace undersigned::http
