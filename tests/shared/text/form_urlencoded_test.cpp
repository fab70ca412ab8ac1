#include "shared/text/form_urlencoded.h"

#include <doctest/doctest.h>

#include "shared/limits.h"

using namespace undersigned;

TEST_CASE("fields keep their order, repeated names their values, and of one value the last counts") {
  const Result<Form> form = parse_form("consent=news&name=Jane+Doe&consent=share");
  REQUIRE(form.ok());
  REQUIRE(form->size() == 3);
  CHECK((*form)[0].value == "news");
  CHECK((*form)[2].value == "share");
  REQUIRE(find_field(*form, "consent") != nullptr);
  CHECK(*find_field(*form, "consent") == "share");
  CHECK(find_field(*form, "email") == nullptr);
}

TEST_CASE("a form with too many fields or bytes is refused as a body") {
  std::string body;
  for (std::size_t i = 0; i < limits::kFormFieldsMax; ++i) append_form_field(body, "a", "1");
  CHECK(parse_form(body).ok());
  append_form_field(body, "a", "1");
  CHECK(parse_form(body).error() == Error{ErrorCode::TooMany, Field::Body});
  body.assign(limits::kRequestBodyBytesMax + 1, 'a');
  CHECK(parse_form(body).error() == Error{ErrorCode::BodyTooLarge, Field::Body});
}

TEST_CASE("every byte survives being written and read") {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  std::string body;
  append_form_field(body, bytes, bytes);
  const Result<Form> form = parse_form(body);
  REQUIRE(form.ok());
  REQUIRE(form->size() == 1);
  CHECK(form->front().name == bytes);
  CHECK(form->front().value == bytes);
}

TEST_CASE("a reader gives the fields one by one and then no more") {
  FormReader reader("&a=1&&b");
  FormField field;
  REQUIRE(reader.next(field));
  CHECK(field.name == "a");
  CHECK(field.value == "1");
  REQUIRE(reader.next(field));
  CHECK(field.name == "b");
  CHECK(field.value.empty());
  CHECK_FALSE(reader.next(field));
  CHECK_FALSE(reader.next(field));
}

TEST_CASE("percent signs without two hex digits stay, and a plus is a blank only in forms") {
  CHECK(percent_decode("a%2Bb+c%") == "a+b+c%");
  CHECK(percent_decode("%4") == "%4");
  CHECK(percent_decode("%41%4g") == "A%4g");
}

TEST_CASE("percent-encoding leaves what RFC 3986 calls unreserved, and nothing else") {
  CHECK(percent_encode("aZ09-._~") == "aZ09-._~");
  CHECK(percent_encode("a b+&=#?/:%\r\né") == "a%20b%2B%26%3D%23%3F%2F%3A%25%0D%0A%C3%A9");
  CHECK(percent_decode(percent_encode("ñ & 漢\n")) == "ñ & 漢\n");
}
