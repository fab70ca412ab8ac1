#include "server/mail/smtp_settings.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned;
using namespace undersigned::mail;

TEST_CASE("a server's address gives host, port and how to encrypt") {
  const auto submission = parse_smtp_url("smtp://mail.example.org");
  REQUIRE(submission.ok());
  CHECK(submission->host == "mail.example.org");
  CHECK(submission->port == 587);
  CHECK(submission->tls == SmtpTls::Required);

  const auto implicit = parse_smtp_url("smtps://mail.example.org/");
  REQUIRE(implicit.ok());
  CHECK(implicit->port == 465);
  CHECK(implicit->tls == SmtpTls::Implicit);

  const auto six = parse_smtp_url("smtp://[::1]:2525");
  REQUIRE(six.ok());
  CHECK(six->host == "[::1]");
  CHECK(six->port == 2525);
  CHECK(parse_smtp_url("smtp://127.0.0.1:25")->port == 25);

  for (const std::string url :
       {"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp:///", "smtp://mail.example.org:0",
        "smtp://mail.example.org:65536", "smtp://mail.example.org:", "smtp://mail.example.org:25x",
        "smtp://user:secret@mail.example.org", "smtp://mail.example.org/path", "smtp://mail.example.org?a",
        "smtp://mail example.org", "smtp://mail.example.org\r\n"}) {
    CAPTURE(url);
    CHECK(parse_smtp_url(url).error().code == ErrorCode::BadUrl);
  }
}

TEST_CASE("a password never crosses a network unencrypted") {
  SmtpSettings settings;
  settings.host = "mail.example.org";
  CHECK(check_smtp_settings(settings).ok());
  settings.tls = SmtpTls::None;
  CHECK(check_smtp_settings(settings).ok());

  settings.username = "jane";
  settings.password = "secret";
  CHECK(check_smtp_settings(settings).error().code == ErrorCode::Forbidden);
  settings.tls = SmtpTls::Opportunistic;
  CHECK(check_smtp_settings(settings).error().code == ErrorCode::Forbidden);
  settings.tls = SmtpTls::Required;
  CHECK(check_smtp_settings(settings).ok());
  settings.tls = SmtpTls::None;
  settings.host = "127.0.0.1";
  CHECK(check_smtp_settings(settings).ok());
}

TEST_CASE("settings that cannot work are refused") {
  SmtpSettings good;
  good.host = "mail.example.org";
  const auto refused = [&](auto change) {
    SmtpSettings settings = good;
    change(settings);
    return check_smtp_settings(settings).error().code == ErrorCode::BadValue;
  };
  CHECK(refused([](SmtpSettings& s) { s.host = ""; }));
  CHECK(refused([](SmtpSettings& s) { s.host = "a/b"; }));
  CHECK(refused([](SmtpSettings& s) { s.helo = "a b"; }));
  CHECK(refused([](SmtpSettings& s) { s.helo = "a/b"; }));
  CHECK(refused([](SmtpSettings& s) { s.username = "jane"; }));
  CHECK(refused([](SmtpSettings& s) { s.password = "secret"; }));
  CHECK(refused([](SmtpSettings& s) {
    s.username = "jane\n";
    s.password = "secret";
  }));
  CHECK(refused([](SmtpSettings& s) { s.port = 0; }));
  CHECK(refused([](SmtpSettings& s) { s.send_ms = 0; }));
}

TEST_CASE("the ways to encrypt have names") {
  CHECK(smtp_tls_from_name("required") == SmtpTls::Required);
  CHECK(smtp_tls_from_name("opportunistic") == SmtpTls::Opportunistic);
  CHECK(smtp_tls_from_name("none") == SmtpTls::None);
  CHECK_FALSE(smtp_tls_from_name("").has_value());
}
