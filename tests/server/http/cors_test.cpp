#include "server/http/cors.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned::http;

namespace {

std::string header(const std::vector<Header>& headers, const std::string& name) {
  for (const auto& h : headers) {
    if (h.name == name) return h.value;
  }
  return "absent";
}

const Origins kAllowed = {"https://partner.example", "http://localhost:8081", "null"};

}  // namespace

TEST_CASE("only an origin of the set is allowed, byte for byte, and never null") {
  CHECK(is_origin_allowed("https://partner.example", kAllowed));
  CHECK(is_origin_allowed("http://localhost:8081", kAllowed));
  for (const char* origin : {"", "null", "https://partner.example.evil", "http://partner.example",
                             "https://partner.example/", "https://PARTNER.example", "http://localhost:8080", "*"}) {
    CAPTURE(origin);
    CHECK_FALSE(is_origin_allowed(origin, kAllowed));
    CHECK(header(cors_headers(origin, kAllowed), "Access-Control-Allow-Origin") == "absent");
    CHECK(header(cors_headers(origin, kAllowed), "Vary") == "Origin");
  }
}

TEST_CASE("an allowed origin is echoed, and caches are told") {
  const auto headers = cors_headers("https://partner.example", kAllowed);
  CHECK(header(headers, "Access-Control-Allow-Origin") == "https://partner.example");
  CHECK(header(headers, "Vary") == "Origin");
  CHECK(header(public_cors_headers(), "Access-Control-Allow-Origin") == "*");
}

TEST_CASE("a preflight names methods and headers to allowed origins only") {
  const Preflight preflight{"POST", "Content-Type", 600};
  const auto yes = preflight_response("https://partner.example", kAllowed, preflight);
  CHECK(yes.status == 204);
  CHECK(header(yes.headers, "Access-Control-Allow-Methods") == "POST");
  CHECK(header(yes.headers, "Access-Control-Allow-Headers") == "Content-Type");
  CHECK(header(yes.headers, "Access-Control-Max-Age") == "600");
  const auto no = preflight_response("https://evil.example", kAllowed, preflight);
  CHECK(no.status == 204);
  CHECK(header(no.headers, "Access-Control-Allow-Methods") == "absent");
}
