#include "server/http/error_responder.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned::http;

namespace {

std::string retry_after(const Response& response) {
  std::string value;
  for (const auto& header : response.headers) {
    if (header.name == "Retry-After") value += header.value + ";";
  }
  return value;
}

}  // namespace

TEST_CASE("429 and 503 say when to come back, once, and nothing else does") {
  for (const int status : {429, 503}) CHECK(retry_after(error_response({}, {}, status)) == "2;");
  for (const int status : {400, 408, 413, 500}) CHECK(retry_after(error_response({}, {}, status)).empty());
  const ErrorResponder knows = [](const Request&, int status) {
    auto response = make_response(status, "text/plain", "later");
    response.headers.push_back({"Retry-After", "90"});
    return response;
  };
  CHECK(retry_after(error_response(knows, {}, 503)) == "90;");
}
