#include "server/http/problem.h"

#include <doctest/doctest.h>

#include "server/http/security_headers.h"

using namespace undersigned::http;

TEST_CASE("a problem names its kind, status and fields") {
  Problem problem;
  problem.status = 422;
  problem.detail = "Check what you entered.";
  problem.errors = {{"email", "not_an_email", "Enter an e-mail address"}, {"name", "required", ""}};
  CHECK(problem_json(problem) ==
        R"({"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"Check what you entered.",)"
        R"("errors":[{"field":"email","code":"not_an_email","detail":"Enter an e-mail address"},)"
        R"({"field":"name","code":"required"}]})");
}

TEST_CASE("bytes that are not UTF-8 are replaced, not thrown at") {
  Problem problem;
  problem.status = 400;
  problem.detail = "a\xff";
  CHECK(problem_json(problem) ==
        "{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"a\xef\xbf\xbd\"}");
}

TEST_CASE("a problem is answered as problem+json and kept by no cache") {
  Problem problem;
  problem.status = 404;
  const auto response = problem_response(problem);
  CHECK(response.status == 404);
  CHECK(response.content_type == "application/problem+json");
  REQUIRE(response.headers.size() == 1);
  CHECK(response.headers[0].value == "no-store");
}

TEST_CASE("security headers are the same everywhere but for who may embed") {
  Response own;
  add_security_headers(own, Audience::OwnPages, "default-src 'self'");
  CHECK(own.headers.size() == 5);
  CHECK(own.headers.back().value == "default-src 'self'");
  Response any;
  add_security_headers(any, Audience::AnySite);
  CHECK(any.headers.size() == 3);
  CHECK(any.headers.back().value == "cross-origin");
}
