#include "server/mail/composer.h"

#include <doctest/doctest.h>

#include "server/mail/code.h"
#include "tests/server/mail/fixture.h"

using namespace undersigned;
using namespace undersigned::mail::testing;
using store::MailKind;

namespace {

store::WaitingMail waiting(MailKind kind, const std::string& locale = "en") {
  store::WaitingMail mail;
  mail.id = 9;
  mail.kind = kind;
  mail.campaign = store::testing::kSlug;
  mail.cursor = 12;
  mail.email = "ana@example.org";
  mail.locale = locale;
  mail.issue = {.subject = "public-id", .number = 2};
  return mail;
}

// Decodes quoted-printable as far as these mails need it: soft line breaks and "=3D".
std::string readable(std::string bytes) {
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"=\r\n", ""}, {"=3D", "="}}) {
    for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + to.size())) {
      bytes.replace(at, from.size(), to);
    }
  }
  return bytes;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the confirmation mail has the code and the link of its issue, in both parts") {
  const Fixture fixture;
  const store::WaitingMail mail = waiting(MailKind::Confirm);
  const Result<std::string> bytes = fixture.composer.compose(mail, fixture.now_ms);
  REQUIRE(bytes.ok());
  const std::string text = readable(*bytes);
  const std::string token = fixture.codes.link_token(12, mail.issue);
  CHECK(holds(text, "\r\n" + fixture.codes.code(mail::CodePurpose::ConfirmSignature, mail.issue) + "\r\n"));
  CHECK(holds(text, "\r\nhttps://sign.example.org/confirm?c=free-dontae-sharpe&t=" + token + "&lang=en\r\n"));
  CHECK(holds(text, "href=\"https://sign.example.org/confirm?c=free-dontae-sharpe&amp;t=" + token + "&amp;lang=en\""));
  CHECK(holds(text, "From: \"Free Dontae Sharpe\" <petitions@example.org>\r\n"));
  CHECK(holds(text, "To: ana@example.org\r\n"));
  CHECK(holds(text, "Message-ID: <" + fixture.codes.mail_name(mail) + "@example.org>\r\n"));
}

TEST_CASE(
    "the confirmation mail shows everything that it confirms, with words for codes and ids, and no other mail does") {
  const Fixture fixture;
  store::WaitingMail mail = waiting(MailKind::Confirm);
  mail.signature.name = "Ana Gil";
  mail.signature.country = "ES";
  mail.signature.postcode = "28001";
  mail.signature.phone = "+34600123456";
  mail.signature.comment = "See evil.example\nnow";
  mail.signature.visibility = Visibility::Public;
  mail.signature.consents = {"updates"};
  mail.signature.text_version = fixture.catalog.snapshot()->any(mail.campaign)->text_version;
  const std::string text = readable(*fixture.composer.compose(mail, fixture.now_ms));
  for (const char* shown :
       {"Full name\r\n > Ana Gil\r\n", "Country\r\n > Spain\r\n", " > 28001\r\n", " > +34600123456\r\n",
        "\r\n > now\r\n", " > In full\r\n", " > Write to me about this campaign.\r\n"}) {
    CAPTURE(shown);
    CHECK(holds(text, shown));
  }
  CHECK_FALSE(holds(text, "evil.example"));
  for (const MailKind kind : {MailKind::AlreadySigned, MailKind::Confirmed, MailKind::MyCode, MailKind::Thanks}) {
    mail.kind = kind;
    CHECK_FALSE(holds(readable(*fixture.composer.compose(mail, fixture.now_ms)), "Ana Gil"));
  }
}

TEST_CASE("each kind of mail is the one it should be, in the signer's language") {
  const Fixture fixture;
  struct Kind {
    MailKind kind;
    const char* english;
    const char* link;
  };
  const std::string my_code = fixture.codes.code(mail::CodePurpose::OpenMy, waiting(MailKind::MyCode).issue);
  const Kind kinds[] = {{MailKind::AlreadySigned, "Subject: You have signed already: Free Dontae Sharpe", "/my?lang="},
                        {MailKind::Confirmed, "Subject: Your signature is confirmed: Free Dontae Sharpe", "/my?lang="},
                        {MailKind::Thanks, "Subject: Thank you for signing: Free Dontae Sharpe", "/my?lang="},
                        {MailKind::MyCode, "Subject: Your code to see your signatures", my_code.c_str()}};
  for (const Kind& kind : kinds) {
    const Result<std::string> english = fixture.composer.compose(waiting(kind.kind), fixture.now_ms);
    const Result<std::string> spanish = fixture.composer.compose(waiting(kind.kind, "es"), fixture.now_ms);
    REQUIRE(english.ok());
    REQUIRE(spanish.ok());
    CHECK(holds(*english, kind.english));
    CHECK(holds(readable(*english), kind.link));
    CHECK(holds(*spanish, "Content-Language: es\r\n"));
    CHECK(holds(readable(*spanish), kind.link));
    CHECK_FALSE(holds(*spanish, kind.english));
  }
}

TEST_CASE("the mail with a code for /my has a link that opens it from then on for a day, and names nobody") {
  const Fixture fixture;
  const std::string text = readable(*fixture.composer.compose(waiting(MailKind::MyCode), fixture.now_ms));
  const std::string begin = "\r\nhttps://sign.example.org/my?t=";
  REQUIRE(holds(text, begin));
  const std::size_t token_begin = text.find(begin) + begin.size();
  const std::string token = text.substr(token_begin, text.find("&lang=en\r\n", token_begin) - token_begin);
  CHECK_FALSE(holds(token, "ana"));
  CHECK(fixture.my_links.email_of(token, fixture.now_ms) == "ana@example.org");
}

TEST_CASE("a campaign's mails come under its organizer's name, answers go to its address, the envelope stays ours") {
  Fixture fixture;
  fixture.name_organizer({.name = "Gate Keepers", .contact = "keepers@example.net"});
  for (const MailKind kind : {MailKind::Confirm, MailKind::AlreadySigned, MailKind::Confirmed, MailKind::Thanks}) {
    const std::string text = readable(*fixture.composer.compose(waiting(kind), fixture.now_ms));
    CHECK(holds(text, "From: \"Gate Keepers via Free Dontae Sharpe\" <petitions@example.org>\r\n"));
    CHECK(holds(text, "Reply-To: keepers@example.net\r\n"));
    CHECK(holds(text, "for Gate Keepers because"));
    CHECK(holds(text, "https://sign.example.org/p/free-dontae-sharpe/privacy?lang=en\r\n"));
  }
  const std::string my_code = readable(*fixture.composer.compose(waiting(MailKind::MyCode), fixture.now_ms));
  CHECK(holds(my_code, "From: \"Free Dontae Sharpe\" <petitions@example.org>\r\n"));
  CHECK_FALSE(holds(my_code, "Reply-To"));
  CHECK_FALSE(holds(my_code, "Gate Keepers"));
}

TEST_CASE("an organizer's name of any characters stays in its header, and a contact on the web is no address") {
  Fixture fixture;
  const std::string hostile = "\"Keepers\", Inc. <ceo@bank.example>; =?utf-8?Q?x?= 門番 (a@b.example)";
  fixture.name_organizer({.name = hostile, .contact = "https://keepers.example/contact"});
  const std::string bytes = *fixture.composer.compose(waiting(MailKind::Confirm), fixture.now_ms);
  const std::string head = bytes.substr(0, bytes.find("\r\n\r\n"));
  CHECK(holds(head, "From: =?utf-8?"));
  CHECK(holds(head, " <petitions@example.org>\r\nTo: ana@example.org\r\n"));
  CHECK_FALSE(holds(head, "bank.example"));
  CHECK_FALSE(holds(head, "Reply-To"));

  // Campaign files are checked; what a database holds nevertheless must not keep a mail from being sent.
  for (const std::string& broken : {std::string("A\r\nBcc: eve@example.org"), std::string(200, 'a')}) {
    fixture.name_organizer({.name = broken, .contact = "keepers@example.org\r\nBcc: eve@example.org"});
    const Result<std::string> mail = fixture.composer.compose(waiting(MailKind::Confirm), fixture.now_ms);
    CHECK_FALSE((mail.ok() && holds(*mail, "\r\nBcc")));
  }
}

TEST_CASE("a campaign that is not known yet makes no mail") {
  const Fixture fixture;
  store::WaitingMail mail = waiting(MailKind::Confirm);
  mail.campaign = "elsewhere";
  CHECK(fixture.composer.compose(mail, fixture.now_ms).error().code == ErrorCode::UnknownCampaign);
  mail.kind = MailKind::MyCode;
  CHECK(fixture.composer.compose(mail, fixture.now_ms).ok());
}

TEST_CASE("no address but one makes a mail") {
  const Fixture fixture;
  store::WaitingMail mail = waiting(MailKind::Confirm);
  for (const char* email : {"", "ana", "ana@example.org\r\nBcc: eve@example.org", "ana@example.org, eve@example.org"}) {
    mail.email = email;
    CHECK_FALSE(fixture.composer.compose(mail, fixture.now_ms).ok());
  }
}
