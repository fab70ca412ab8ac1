#include "server/mail/mail.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/limits.h"
#include "tests/server/mail/sample.h"

using namespace undersigned;
using namespace undersigned::mail;

namespace {

std::string built(const Mail& mail) {
  const Result<std::string> bytes = build(mail, 7);
  REQUIRE(bytes.ok());
  return *bytes;
}

Error error_of(const Mail& mail) {
  const Result<std::string> bytes = build(mail, 7);
  REQUIRE_FALSE(bytes.ok());
  return bytes.error();
}

// Must not occur in the text of any header.
const std::vector<std::string> kInjections{
    "Hello\r\nBcc: victim@example.com",
    "Hello\nBcc: victim@example.com",
    "Hello\rBcc: victim@example.com",
    "Hello\r\n\r\n<html>",
    std::string("Hello\0there", 11),
    "Hello\tthere",
    "Hello\vthere",
    "Hello\x7Fthere",
    "Hello\xC2\x85there",      // U+0085 next line
    "Hello\xE2\x80\xA8there",  // U+2028 line separator
    "Hello\xE2\x80\xA9there",  // U+2029 paragraph separator
    "Hello\xE2\x80\xAEthere",  // U+202E right-to-left override
};

}  // namespace

TEST_CASE("a mail is ASCII with CRLF and two parts, the plain one first") {
  CHECK(built(sample_mail()) ==
        "From: \"Free Dontae Sharpe\" <petitions@example.org>\r\n"
        "To: jane@example.net\r\n"
        "Subject: Confirm your signature: Free Dontae Sharpe\r\n"
        "Date: Tue, 21 Aug 2018 12:00:00 +0000\r\n"
        "Message-ID: <01hxk5.abc@example.org>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "X-Auto-Response-Suppress: All\r\n"
        "Content-Language: en\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative; boundary=\"=_0000000000000007\"\r\n"
        "\r\n"
        "--=_0000000000000007\r\n"
        "Content-Type: text/plain; charset=utf-8; format=flowed\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "Enter this code:\r\n\r\n042137\r\n"
        "\r\n"
        "--=_0000000000000007\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "<!doctype html>\r\n<p>Enter this code:</p>\r\n"
        "\r\n"
        "--=_0000000000000007--\r\n");
}

TEST_CASE("controls, line breaks and bidirectional overrides in a header are refused") {
  for (const std::string& injection : kInjections) {
    CAPTURE(injection);
    Mail mail = sample_mail();
    mail.content.subject = injection;
    CHECK(error_of(mail) == Error{ErrorCode::BadCharacter, Field::None});

    mail = sample_mail();
    mail.from.name = injection;
    CHECK(error_of(mail) == Error{ErrorCode::BadCharacter, Field::Name});

    mail = sample_mail();
    mail.to.name = injection;
    CHECK(error_of(mail) == Error{ErrorCode::BadCharacter, Field::Name});

    mail = sample_mail();
    mail.message_id = injection + "@example.org";
    CHECK(error_of(mail).code == ErrorCode::BadValue);

    mail = sample_mail();
    mail.extra_headers = {{ExtraName::ListUnsubscribe, "https://example.org/" + injection}};
    CHECK(error_of(mail).code == ErrorCode::BadUrl);
  }
  Mail mail = sample_mail();
  mail.content.subject = "\xC3";
  CHECK(error_of(mail).code == ErrorCode::BadEncoding);
}

TEST_CASE("an address that the form would not have given is refused") {
  for (const std::string email :
       {"", "jane", "jane@example.net\r\nBcc: victim@example.com", "jane@example.net, victim@example.com",
        "<jane@example.net>", " jane@example.net", "jane@EXAMPLE.net", "jane@[127.0.0.1]", "mailto:jane@example.net",
        "jane@example.net>", "\"jane doe\"@example.net", "j\xC3\xA1ne@example.net"}) {
    CAPTURE(email);
    Mail mail = sample_mail();
    mail.to.email = email;
    CHECK(error_of(mail) == Error{ErrorCode::NotAnEmail, Field::Email});

    mail = sample_mail();
    mail.from.email = email;
    CHECK(error_of(mail) == Error{ErrorCode::NotAnEmail, Field::Email});

    mail = sample_mail();
    mail.reply_to = email;
    if (!email.empty()) CHECK(error_of(mail) == Error{ErrorCode::NotAnEmail, Field::Email});
  }
}

TEST_CASE("every part has its limit") {
  Mail mail = sample_mail();
  mail.content.subject = std::string(limits::kMailSubjectCharsMax, 's');
  mail.from.name = std::string(limits::kMailNameCharsMax, 'n');
  mail.content.text = std::string(limits::kMailBodyBytesMax, 't');
  mail.content.html = std::string(limits::kMailBodyBytesMax, 'h');
  CHECK(build(mail, 7).ok());

  Mail over = mail;
  over.content.subject += 's';
  CHECK(error_of(over).code == ErrorCode::TooLong);
  over = mail;
  over.from.name += 'n';
  CHECK(error_of(over) == Error{ErrorCode::TooLong, Field::Name});
  over = mail;
  over.content.text += 't';
  CHECK(error_of(over) == Error{ErrorCode::BodyTooLarge, Field::Body});
  over = mail;
  over.content.html += 'h';
  CHECK(error_of(over) == Error{ErrorCode::BodyTooLarge, Field::Body});
  over = mail;
  over.extra_headers.resize(limits::kMailExtraHeadersMax + 1);
  CHECK(error_of(over).code == ErrorCode::TooMany);
  over = mail;
  over.time_ms = -1;
  CHECK(error_of(over).code == ErrorCode::BadDate);
  over.time_ms = 253'402'300'800'000;
  CHECK(error_of(over).code == ErrorCode::BadDate);
  over = mail;
  over.content.subject.clear();
  CHECK(error_of(over).code == ErrorCode::Required);
  over = mail;
  over.content.text.clear();
  CHECK(error_of(over) == Error{ErrorCode::Required, Field::Body});
}

TEST_CASE("a body holds no controls and is UTF-8") {
  for (const std::string& body : {std::string("a\0b", 3), std::string("a\rb"), std::string("a\x1B[31m")}) {
    Mail mail = sample_mail();
    mail.content.text = body;
    CHECK(error_of(mail) == Error{ErrorCode::BadCharacter, Field::Body});
  }
  Mail mail = sample_mail();
  mail.content.html = "\xFF";
  CHECK(error_of(mail) == Error{ErrorCode::BadEncoding, Field::Body});
}

TEST_CASE("a Message-ID is two dot-atoms with one @ between them") {
  for (const std::string id : {"a@b", "a.b@c.d", "01-x_y@example.org"}) {
    Mail mail = sample_mail();
    mail.message_id = id;
    CHECK(built(mail).find("Message-ID: <" + id + ">\r\n") != std::string::npos);
  }
  for (const std::string id :
       {"", "a", "@b", "a@", "a@b@c", ".a@b", "a.@b", "a@.b", "a@b.", "a..b@c", "<a@b>", "a b@c"}) {
    CAPTURE(id);
    Mail mail = sample_mail();
    mail.message_id = id;
    CHECK(error_of(mail).code == ErrorCode::BadValue);
  }
}

TEST_CASE("the way to unsubscribe is a web address and, if wanted, a POST to it") {
  Mail mail = sample_mail();
  mail.extra_headers = {{ExtraName::ListUnsubscribe, "https://example.org/my?token=abc"},
                        {ExtraName::ListUnsubscribePost, ""}};
  CHECK(built(mail).find("List-Unsubscribe: <https://example.org/my?token=abc>\r\n"
                         "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") != std::string::npos);
  for (const std::string url : {"", "javascript:alert(1)", "https://example.org/>", "https://example.org/\xC3\xA1"}) {
    mail.extra_headers = {{ExtraName::ListUnsubscribe, url}};
    CHECK(error_of(mail).code == ErrorCode::BadUrl);
  }
  mail.extra_headers = {{ExtraName::ListUnsubscribePost, "no"}};
  CHECK(error_of(mail).code == ErrorCode::BadValue);
}
