#include "server/http/cookies.h"

#include <doctest/doctest.h>

using namespace undersigned::http;
using undersigned::ErrorCode;

TEST_CASE("a cookie is found by its exact name in any Cookie header") {
  Request request;
  request.headers = {{"Cookie", "a=1; session=x=y;b"}, {"cookie", "late=2"}};
  CHECK(cookie(request, "a") == "1");
  CHECK(cookie(request, "session") == "x=y");
  CHECK(cookie(request, "late") == "2");
  CHECK(cookie(request, "b") == "");
  CHECK(cookie(request, "A") == "");
  CHECK(cookie(request, "ession") == "");
}

TEST_CASE("of a cookie that comes twice the last counts") {
  Request request;
  request.headers = {{"Cookie", "session=planted; a=1; session=ours"}};
  CHECK(cookie(request, "session") == "ours");
  request.headers.push_back({"Cookie", "a=2"});
  CHECK(cookie(request, "a") == "2");
}

TEST_CASE("a cookie is set with safe attributes unless told otherwise") {
  SetCookie session;
  session.name = "__Host-session";
  session.value = "abc";
  session.max_age_s = 60;
  const auto header = set_cookie_header(session);
  REQUIRE(header);
  CHECK(header->name == "Set-Cookie");
  CHECK(header->value == "__Host-session=abc; Path=/; Max-Age=60; SameSite=Lax; HttpOnly; Secure");

  SetCookie embedded;
  embedded.name = "e";
  embedded.same_site = SameSite::None;
  embedded.partitioned = true;
  CHECK(set_cookie_header(embedded)->value == "e=; Path=/; SameSite=None; HttpOnly; Secure; Partitioned");
}

TEST_CASE("a cookie that could inject, or that browsers ignore, is refused") {
  SetCookie good;
  good.name = "a";
  CHECK(set_cookie_header(good));
  const auto refused = [&](auto change) {
    SetCookie bad = good;
    change(bad);
    const auto result = set_cookie_header(bad);
    return !result && result.error().code == ErrorCode::BadValue;
  };
  CHECK(refused([](SetCookie& c) { c.name = "a b"; }));
  CHECK(refused([](SetCookie& c) { c.name = ""; }));
  CHECK(refused([](SetCookie& c) { c.value = "a; Domain=evil"; }));
  CHECK(refused([](SetCookie& c) { c.value = "a\r\nX: y"; }));
  CHECK(refused([](SetCookie& c) { c.path = "/a;b"; }));
  CHECK(refused([](SetCookie& c) { c.path = "a"; }));
  CHECK(refused([](SetCookie& c) { c.name = "__Host-a", c.path = "/admin"; }));
  CHECK(refused([](SetCookie& c) { c.name = "__Secure-a", c.secure = false; }));
  CHECK(refused([](SetCookie& c) { c.same_site = SameSite::None, c.secure = false; }));
  CHECK(refused([](SetCookie& c) { c.partitioned = true, c.secure = false; }));
}
