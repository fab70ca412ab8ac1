#include "shared/text/email.h"

#include <doctest/doctest.h>

#include "shared/limits.h"

using namespace undersigned;

TEST_CASE("an accepted address keeps every limit of RFC 5321") {
  const std::string local(limits::kEmailLocalBytesMax, 'a');
  const std::string label(61, 'b');
  const std::string domain = label + '.' + label + '.' + label;
  const Result<std::string> longest = check_email(local + '@' + domain + ".com");
  REQUIRE(longest.ok());
  CHECK(longest->size() == limits::kEmailBytesMax);
  CHECK(check_email(local + '@' + domain + ".info").error() == Error{ErrorCode::TooLong, Field::Email});
}

TEST_CASE("a domain that only becomes too long in its ASCII form is refused") {
  std::string label;
  for (int i = 0; i < 60; ++i) label += "\u00FC";
  CHECK(check_email("jane@" + label + ".de").error().code == ErrorCode::NotAnEmail);
}

TEST_CASE("the domain is what follows the last @") {
  CHECK(email_domain("jane@example.org") == "example.org");
}

TEST_CASE("a canonical address is its own canonical address") {
  for (const char* email : {"Jane.Doe+x@gmail.com", "a.b-c_d+e@proton.me", "x-y@yahoo.fr", "i.p+q@yandex.com",
                            "shop@jane.fastmail.com", "...@gmail.com", "+@me.com", "b+x@corp.example", "++a@b.example",
                            "a-b+c@yahoo.com", "+a-b@yahoo.com", ".+x@gmail.com"}) {
    CAPTURE(email);
    const std::string once = canonical_email(email);
    CHECK(canonical_email(once) == once);
    const std::string mailbox = delivery_mailbox(email);
    CHECK(delivery_mailbox(mailbox) == mailbox);
    CHECK(canonical_email(mailbox) == once);
  }
}

TEST_CASE("a tag is somebody else's mailbox until the provider says that it is none") {
  CHECK(canonical_email("bob+x@corp.example") == "bob@corp.example");
  CHECK(delivery_mailbox("Bob+X@corp.example") == "bob+x@corp.example");
  CHECK(delivery_mailbox("bob@corp.example") == "bob@corp.example");
  CHECK(delivery_mailbox("b.o.b+x@gmail.com") == "bob@gmail.com");
  CHECK(delivery_mailbox("jane+x@yahoo.com") == "jane+x@yahoo.com");
  CHECK(delivery_mailbox("jane-x@yahoo.com") == "jane@yahoo.com");
}
