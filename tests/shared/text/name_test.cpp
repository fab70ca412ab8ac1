#include "shared/text/name.h"

#include <doctest/doctest.h>

#include "shared/limits.h"
#include "shared/text/link.h"

using namespace undersigned;

TEST_CASE("errors name the field they belong to") {
  CHECK(check_name("").error() == Error{ErrorCode::Required, Field::Name});
  CHECK(check_organization("").error() == Error{ErrorCode::Required, Field::Organization});
}

TEST_CASE("the limit of a name counts characters, not bytes") {
  std::string name;
  for (std::size_t i = 0; i < limits::kNameCharsMax; ++i) name += "\u738B";
  CHECK(check_name(name).ok());
  CHECK(check_name(name + "\u738B").error().code == ErrorCode::TooLong);
}

TEST_CASE("names with dots are not links, links in names are") {
  for (const char* name : {"J.R. Smith", "St. John", "Md.Rahman", "S.Kumar", "A.K. Jones/B.L. Jones", "s/o K.Raman",
                           "Dr.Smith", "J.com-Smith", "Smith A.K./Jones", "jane @ home"}) {
    CAPTURE(name);
    CHECK_FALSE(looks_like_link(name, Domains::Refused));
  }
  for (const char* link : {"http://x", "x www.a", "bit.ly/x", "a.com", "jane@a.org", "A.CO/B", "x.info!"}) {
    CAPTURE(link);
    CHECK(looks_like_link(link, Domains::Refused));
  }
  CHECK_FALSE(looks_like_link("350.org", Domains::Allowed));
  CHECK(looks_like_link("350.org/join", Domains::Allowed));
}

TEST_CASE("two spellings of one person have one key, two people have two") {
  CHECK(name_key("Jane  O'Neil") == name_key("JANE ONEIL"));
  CHECK(name_key("Jane Doe") != name_key("John Doe"));
  CHECK(name_key("\u0420\u043E\u043C\u0430") != name_key("\u0420\u0438\u043C\u0430"));
}
