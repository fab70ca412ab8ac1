#include "shared/text/plain_text.h"

#include <doctest/doctest.h>

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
