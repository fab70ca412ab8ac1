#include "shared/text/url.h"

#include <doctest/doctest.h>

#include <string>

#include "shared/limits.h"

using namespace undersigned;

TEST_CASE("an origin is a web address as well, a web address with a path is no origin") {
  for (const char* origin : {"https://example.org", "http://localhost:8081", "https://[::1]:9000"}) {
    CAPTURE(origin);
    CHECK(is_origin(origin));
    CHECK(is_web_url(origin));
    CHECK_FALSE(is_origin(std::string(origin) + "/"));
  }
}

TEST_CASE("limits hold to the byte") {
  CHECK(is_slug(std::string(limits::kSlugBytesMax, 'a')));
  CHECK_FALSE(is_slug(std::string(limits::kSlugBytesMax + 1, 'a')));
  const std::string start = "https://example.org/";
  CHECK(is_web_url(start + std::string(limits::kUrlBytesMax - start.size(), 'a')));
  CHECK_FALSE(is_web_url(start + std::string(limits::kUrlBytesMax - start.size() + 1, 'a')));
}
