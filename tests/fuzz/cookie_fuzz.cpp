// Cookies: a header that is written stays within its line, and reading what the browser sends back returns the value.
#include "server/http/cookies.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  using fuzz::must;
  std::string_view text = fuzz::as_text(data, size);
  http::SetCookie cookie;
  cookie.name = fuzz::take_line(text);
  cookie.value = fuzz::take_line(text);
  cookie.path = fuzz::take_line(text);
  http::Request request;
  request.headers.push_back({"Cookie", text});
  (void)http::cookie(request, cookie.name);

  const Result<http::Header> header = http::set_cookie_header(cookie);
  if (!header) return 0;
  must(header->value.find_first_of("\r\n") == std::string::npos, "one line");
  const std::string sent = "other=1; " + header->value.substr(0, header->value.find(';'));
  http::Request back;
  back.headers.push_back({"Cookie", sent});
  if (cookie.name != "other") must(http::cookie(back, cookie.name) == cookie.value, "the value comes back");
  return 0;
}
