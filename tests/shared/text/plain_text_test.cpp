#include "shared/text/plain_text.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "shared/text/rules.h"
#include "shared/text/utf8.h"

using namespace undersigned;

TEST_CASE("errors carry the field they were asked for") {
  CHECK(tidy_text("\xFF", 10, Lines::One, Field::Role).error() == Error{ErrorCode::BadEncoding, Field::Role});
  CHECK(typed_text(" ", 10, Field::Phone).error() == Error{ErrorCode::Required, Field::Phone});
  CHECK(typed_text("12345678901", 10, Field::Phone).error() == Error{ErrorCode::TooLong, Field::Phone});
}

TEST_CASE("the limit counts what is kept, after white space is tidied") {
  CHECK(*tidy_text("  ab  cd ", 5, Lines::One, Field::None) == "ab cd");
  CHECK(tidy_text("ab  cde", 5, Lines::One, Field::None).error().code == ErrorCode::TooLong);
  CHECK(*tidy_text("a\n\n\nb", 4, Lines::Many, Field::None) == "a\n\nb");
}

TEST_CASE("a bound of zero characters accepts only nothing") {
  CHECK(tidy_text("", 0, Lines::One, Field::None)->empty());
  CHECK(tidy_text("a", 0, Lines::One, Field::None).error().code == ErrorCode::TooLong);
}

// The same for all fields: invisible characters, which come with pasting, change no answer, wherever they are.
TEST_CASE("a character that nobody can see is dropped from every field") {
  const struct {
    std::string_view rule;
    std::string_view argument;
    std::string_view typed;
  } fields[] = {{"name", "", "نور الهدى"},
                {"organization", "", "Öko e.V."},
                {"email", "", "ann.lee@example.org"},
                {"postcode", "GB", "SW1A 1AA"},
                {"postcode", "", "12-34"},
                {"country", "", "de"},
                {"phone", "AR", "+54 9 11 2345-6789"},
                {"phone", "GB", "020 7946 0958"},
                {"line", "", "מנהלת"},
                {"comment", "", "So a comment.\n\nWith two paragraphs."}};
  std::u32string invisible = U"\u00AD\u061C\u180E\u200B\u200E\u200F\u2060\u2064\uFEFF\uFFFC\U000E0041";
  for (char32_t code = 0x202A; code <= 0x202E; ++code) invisible += code;
  for (char32_t code = 0x2066; code <= 0x206F; ++code) invisible += code;
  for (const auto& field : fields) {
    const std::string expected = apply_rule(field.rule, field.argument, field.typed);
    CAPTURE(field.typed);
    REQUIRE(expected.substr(0, 3) == "ok ");
    for (const char32_t code : invisible) {
      CAPTURE(static_cast<std::uint32_t>(code));
      std::string everywhere;
      append_utf8(everywhere, code);
      for (std::string_view rest = field.typed; !rest.empty();) {
        append_utf8(everywhere, take_char(rest));
        append_utf8(everywhere, code);
      }
      CHECK(apply_rule(field.rule, field.argument, everywhere) == expected);
      std::string alone;
      append_utf8(alone, code);
      const std::string nothing = apply_rule(field.rule, field.argument, alone);
      CHECK(nothing == apply_rule(field.rule, field.argument, ""));
    }
  }
}
