#include "server/http/conditional.h"

#include <doctest/doctest.h>

#include <optional>

using namespace undersigned::http;

namespace {

Request with(std::string_view name, std::string_view value) {
  Request request;
  request.headers = {{name, value}};
  return request;
}

std::optional<ContentCoding> choose(std::string_view accept, AvailableCodings ready = {true, true}) {
  return choose_coding(with("Accept-Encoding", accept), ready);
}

}  // namespace

TEST_CASE("If-None-Match compares weakly with every tag of the list") {
  const auto current = [](std::string_view header, std::string_view etag) {
    return has_current_version(with("If-None-Match", header), etag);
  };
  CHECK(current("\"a\"", "\"a\""));
  CHECK(current("W/\"a\"", "\"a\""));
  CHECK(current("\"a\"", "W/\"a\""));
  CHECK(current("\"x\", W/\"a\" ,\"y\"", "\"a\""));
  CHECK(current("\"x,y\", \"a\"", "\"a\""));
  CHECK(current("*", "\"a\""));
  CHECK_FALSE(current("\"ab\"", "\"a\""));
  CHECK_FALSE(current("a", "\"a\""));
  CHECK_FALSE(current("\"a", "\"a\""));
  CHECK_FALSE(current("", "\"a\""));
  CHECK_FALSE(has_current_version({}, "\"a\""));
}

TEST_CASE("the coding of the highest weight is chosen, brotli before gzip before identity") {
  CHECK(choose("gzip, deflate, br, zstd") == ContentCoding::Brotli);
  CHECK(choose("gzip, deflate, br", {true, false}) == ContentCoding::Gzip);
  CHECK(choose("br;q=0.5, gzip;q=0.8") == ContentCoding::Gzip);
  CHECK(choose("GZIP;Q=0.001") == ContentCoding::Gzip);
  CHECK(choose("*") == ContentCoding::Brotli);
  CHECK(choose("br;q=0, *") == ContentCoding::Gzip);
  CHECK(choose("identity;q=1, br;q=0.9") == ContentCoding::Identity);
  CHECK(choose("br;q=0.000") == ContentCoding::Identity);
  CHECK(choose("deflate") == ContentCoding::Identity);
  CHECK(choose("") == ContentCoding::Identity);
  CHECK(choose_coding({}, {true, true}) == ContentCoding::Identity);
  CHECK(choose("gzip, br", {}) == ContentCoding::Identity);
}

TEST_CASE("a client that refuses everything at hand gets nothing") {
  CHECK(choose("identity;q=0", {}) == std::nullopt);
  CHECK(choose("*;q=0") == std::nullopt);
  CHECK(choose("identity;q=0, gzip") == ContentCoding::Gzip);
}

TEST_CASE("codings have the names of Content-Encoding") {
  CHECK(coding_name(ContentCoding::Identity) == "");
  CHECK(coding_name(ContentCoding::Gzip) == "gzip");
  CHECK(coding_name(ContentCoding::Brotli) == "br");
}
