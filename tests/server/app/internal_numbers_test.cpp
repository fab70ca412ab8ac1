// Numbers in the server's output reveal nothing about what else happened on it. Rows, mails and revisions count up:
// whoever saw two of them would know whether somebody else signed in between.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "server/mail/code.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/mailbox.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr int kExperiments = 20;
constexpr std::size_t kRandomWordMin = 16;  // 64 bits in hexadecimal

// A text that may contain random bytes, but nothing else that differs: "=_5ab3f19c..." and the like.
using Words = std::vector<std::string>;

Words words_of(const std::string& text) {
  Words words(1);
  for (const char character : text) {
    if (std::isalnum(static_cast<unsigned char>(character)) != 0) {
      words.back().push_back(character);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

std::string without(std::string text, const std::string& part) {
  REQUIRE_FALSE(part.empty());
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part)) text.erase(at, part.size());
  return text;
}

// A mail without the time of its sending.
std::string mail_text(const ReceivedMail& letter) {
  const std::string date = "\r\nDate: " + between(letter.bytes, "\r\nDate: ", "\r\n");
  return without(without(letter.bytes, date), "=\r\n");
}

std::size_t different_characters(const std::string& a, const std::string& b) {
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.size(); ++i) different += a[i] == b[i] ? 0U : 1U;
  return different;
}

// Checks that every word in which two texts differ is long and looks random: at least half of its characters differ. A
// counter, in any base, differs only in its last few digits.
void check_unlinked(const std::string& first, const std::string& second, const Words& allowed) {
  const Words a = words_of(first);
  const Words b = words_of(second);
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    const auto is_allowed = [&](const std::string& word) {
      return std::find(allowed.begin(), allowed.end(), word) != allowed.end();
    };
    if (is_allowed(a[i]) && is_allowed(b[i])) continue;
    CAPTURE(a[i]);
    CAPTURE(b[i]);
    CHECK(a[i].size() == b[i].size());
    CHECK(a[i].size() >= kRandomWordMin);
    CHECK(different_characters(a[i], b[i]) >= a[i].size() / 2);
  }
}

Answer sign(const App& app, const std::string& email, const std::string& ticket) {
  return app.post("/v1/campaigns/checked/signatures",
                  "name=Ana+Gil&email=" + email + "&idempotency_key=" + ticket +
                      "&visibility=hidden&text_version=" + app.text_version("checked"));
}

// Everything of an answer except the time, with an x for each character that is random in every answer: the sealed name
// of a request, the ticket of a page.
std::string masked(std::string text) {
  for (const std::string mark : {"r=", "name=\"request\" value=\"", "name=\"ticket\" value=\""}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      const auto is_part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
      };
      for (at += mark.size(); at < text.size() && is_part(text[at]); ++at) text[at] = 'x';
    }
  }
  return text;
}

std::map<std::string, std::string> bytes_of(const Answer& answer) {
  std::map<std::string, std::string> bytes(answer.headers.begin(), answer.headers.end());
  bytes.erase("date");
  bytes[":status"] = std::to_string(answer.status);
  bytes[":body"] = answer.body;
  return bytes;
}

}  // namespace

TEST_CASE("two mails to oneself tell nothing of whether somebody was written to in between") {
  const App app;
  for (int i = 0; i < kExperiments; ++i) {
    CAPTURE(i);
    const std::string victim = "victim" + std::to_string(i) + "@example.org";
    const std::string own = "own" + std::to_string(i) + "@example.org";
    if (i % 2 == 0) {
      REQUIRE(sign(app, victim, "the-victims-own-ticket").status == 200);
      REQUIRE(letters_to(app, victim).size() == 1);
    }
    sign(app, own, "a-ticket-of-mallory-1");
    REQUIRE(letters_to(app, own).size() == 1);
    REQUIRE(app.post("/my/code", "email=" + victim).status == 200);
    if (i % 2 == 0) REQUIRE(letters_to(app, victim, 2).size() == 2);
    sign(app, own, "a-ticket-of-mallory-2");
    const std::vector<ReceivedMail> letters = letters_to(app, own, 2);
    REQUIRE(letters.size() == 2);
    REQUIRE_FALSE(letters[0].link().empty());
    check_unlinked(mail_text(letters[0]), mail_text(letters[1]), {letters[0].code(), letters[1].code()});
  }
}

TEST_CASE("replies are the same, byte for byte, whether somebody has signed, waits, or is asked for the first time") {
  const App app;
  REQUIRE(sign(app, "ana@example.org", "the-victims-own-ticket").status == 200);
  const std::string code = letter_to(app, "ana@example.org").code();
  REQUIRE(app.post("/v1/campaigns/checked/confirmations",
                   "name=Ana+Gil&email=ana@example.org&idempotency_key=the-victims-own-ticket&code=" + code)
              .status == 200);
  REQUIRE(sign(app, "bob@example.org", "the-victims-own-ticket").status == 200);

  const std::string version = "&text_version=" + app.text_version("checked");
  const std::vector<std::pair<std::string, std::string>> asks{
      {"/v1/campaigns/checked/signatures", "&idempotency_key=a-ticket-of-mallory" + version},
      {"/v1/campaigns/checked/signatures", version},
      {"/v1/campaigns/checked/confirmations", "&idempotency_key=a-ticket-of-mallory&code=000000"},
      {"/v1/campaigns/checked/confirmations/again", "&idempotency_key=a-ticket-of-mallory"},
      {"/p/checked", "&idempotency_key=a-ticket-of-mallory" + version},
      {"/p/checked/confirm", "&idempotency_key=a-ticket-of-mallory&code=000000"},
      {"/p/checked/again", "&idempotency_key=a-ticket-of-mallory"},
      {"/my", "&code=000000"}};
  for (const auto& each : asks) {
    const auto path = each.first;
    const auto more = each.second;
    CAPTURE(path);
    const auto ask = [&](const std::string& who) {
      std::map<std::string, std::string> bytes =
          bytes_of(app.post(path, "name=Ana+Gil&email=" + who + "@example.org" + more));
      bytes[":body"] = masked(without(bytes[":body"], who + "@example.org"));
      if (bytes.contains("location")) bytes["location"] = masked(bytes["location"]);
      return bytes;
    };
    const auto of_stranger = ask("eve");
    CHECK(ask("ana") == of_stranger);
    CHECK(ask("bob") == of_stranger);
  }
}

TEST_CASE("what everybody can read stays the same, byte for byte, when somebody signs and has not confirmed") {
  const App app;
  const std::vector<std::string> paths{"/",
                                       "/p/checked",
                                       "/e/checked",
                                       "/p/checked/signed",
                                       "/p/checked/signers",
                                       "/p/checked/poster",
                                       "/p/checked/qr.svg",
                                       "/v1/campaigns",
                                       "/v1/directory",
                                       "/v1/campaigns/checked/view",
                                       "/v1/campaigns/checked/form",
                                       "/v1/campaigns/checked/count",
                                       "/v1/campaigns/checked/count?partner=ally",
                                       "/v1/campaigns/checked/signers",
                                       "/oembed?url=" + app.service_url() + "/p/checked",
                                       "/my",
                                       "/healthz"};
  std::map<std::string, std::map<std::string, std::string>> before;
  for (const std::string& path : paths) before[path] = bytes_of(app.get(path));
  REQUIRE(sign(app, "ana@example.org", "the-victims-own-ticket").status == 200);
  REQUIRE(letters_to(app, "ana@example.org").size() == 1);
  for (const std::string& path : paths) {
    CAPTURE(path);
    CHECK(before[path][":status"] == "200");
    CHECK(bytes_of(app.get(path)) == before[path]);
  }
}

TEST_CASE("a list of one's own has no number of a row, and a public one no time to the second") {
  const App app;
  const auto list_of = [&](const std::string& email) {
    REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", email, "visibility=public")).status == 200);
    const Answer page = app.post("/my/code", "email=" + email);
    REQUIRE(page.status == 200);
    const std::string ticket = between(page.body, "name=\"ticket\" value=\"", "\"");
    // The page's token contains the time it was opened, which the reader knows.
    Answer list = app.post("/my", "email=" + email + "&ticket=" + ticket + "&code=" + letter_to(app, email).code());
    REQUIRE(list.status == 200);
    list.body = without(list.body, between(list.body, "name=\"token\" value=\"", "\""));
    list.body = without(list.body, email);
    return list;
  };
  const Answer first = list_of("own1@example.org");
  for (const char* other : {"a@example.org", "b@example.org", "c@example.org"}) {
    REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", other)).status == 200);
  }
  const Answer second = list_of("own2@example.org");
  REQUIRE(first.status == 200);
  REQUIRE(second.status == 200);
  CHECK_FALSE(contains(first.body, "cursor"));
  check_unlinked(first.body, second.body, {});
  const nlohmann::json signers = json_of(app.get("/v1/campaigns/open/signers"))["signers"];
  REQUIRE_FALSE(signers.empty());
  for (const nlohmann::json& signer : signers) CHECK(signer["signed_at"].get<std::int64_t>() % 86'400'000 == 0);
}
