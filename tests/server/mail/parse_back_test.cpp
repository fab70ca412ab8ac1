// How an independent parser, Python's, reads our mails.
#include <doctest/doctest.h>

#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "server/limits.h"
#include "server/mail/mail.h"
#include "server/mail/templates.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"
#include "tests/server/mail/process.h"
#include "tests/server/mail/sample.h"

using namespace undersigned;
using namespace undersigned::mail;

namespace {

nlohmann::json parse_all(const std::vector<Mail>& mails) {
  const TemporaryFolder folder;
  for (std::size_t i = 0; i < mails.size(); ++i) {
    const Result<std::string> bytes = build(mails[i], i);
    REQUIRE(bytes.ok());
    write_text(folder.path() + "/" + std::to_string(100'000 + i) + ".eml", *bytes);
  }
  Process python({TEST_PYTHON, std::string(MAIL_TEST_FOLDER) + "/parse_mail.py", folder.path()});
  const std::string output = python.read_all();
  REQUIRE(python.wait() == 0);
  return nlohmann::json::parse(output);
}

void check_same(const Mail& mail, const nlohmann::json& parsed) {
  CAPTURE(mail.content.subject);
  CAPTURE(mail.to.name);
  CHECK(parsed.at("defects").empty());
  CHECK(parsed.at("from") == nlohmann::json{{"name", mail.from.name}, {"address", mail.from.email}});
  CHECK(parsed.at("to") == nlohmann::json{{"name", mail.to.name}, {"address", mail.to.email}});
  CHECK(parsed.at("headers").at("subject") == mail.content.subject);
  CHECK(parsed.at("headers").at("message-id") == "<" + mail.message_id + ">");
  CHECK(parsed.at("headers").at("auto-submitted") == "auto-generated");
  CHECK(parsed.at("headers").at("content-language") == std::string(locale_tag(mail.content.locale)));
  CHECK(parsed.at("time_ms") == mail.time_ms / 1000 * 1000);
  CHECK(parsed.at("header_count") == 10 + (mail.reply_to.empty() ? 0 : 1) + mail.extra_headers.size());
  CHECK(parsed.at("parts").size() == 2);
  CHECK(parsed.at("parts").at(0).at("type") == "text/plain");
  CHECK(parsed.at("parts").at(1).at("type") == "text/html");
  CHECK(parsed.at("text") == mail.content.text);
  CHECK(parsed.at("html") == mail.content.html);
}

void check_lines(const Mail& mail) {
  const Result<std::string> bytes = build(mail, 1);
  REQUIRE(bytes.ok());
  CHECK(is_ascii(*bytes));
  std::string_view rest = *bytes;
  while (!rest.empty()) {
    const std::size_t end = rest.find("\r\n");
    REQUIRE(end != std::string_view::npos);
    const std::string_view line = rest.substr(0, end);
    CHECK(line.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos);
    CHECK(line.size() <= (line.find('@') == std::string_view::npos ? 78 : 998));
    rest.remove_prefix(end + 2);
  }
}

const std::vector<std::string> kTexts{
    "José Ángel Muñoz",
    "Нет войне",
    "让我们一起签名，让孩子们有干净的水",
    "لا للحرب، نعم للسلام",
    "שלום עכשיו",
    "बच्चों के लिए साफ़ पानी",
    "😀👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿🇺🇦",
    "e\xCC\x81 and \xC3\xA9 are two",
    "a =?utf-8?Q?fake?= word",
    "\"quoted\" \\ <angle@example.com>, (comment); [list]: end",
    "two  blanks and one behind ",
    " one before",
    "underscore_and?question=mark",
    "Supercalifragilisticexpialidociousnesssupercalifragilisticexpialidociousness!",
    ".",
    "From the people",
    "a@b.c",
    "not\xC2\xA0to break",
};

std::string repeated_to(const std::string& text, std::size_t chars) {
  std::string out;
  while (count_chars(out) + count_chars(text) <= chars) out += text;
  return out;
}

Mail with_text(const std::string& text) {
  Mail mail = sample_mail();
  mail.from.name = text;
  mail.to.name = text;
  mail.content.subject = text;
  return mail;
}

std::string random_text(std::mt19937& random, std::size_t chars_max) {
  const char32_t kTops[] = {0x7F, 0x7F, 0x24F, 0x5FF, 0xFFFF, 0x1FAFF};
  const std::size_t chars = 1 + random() % chars_max;
  std::string out;
  for (std::size_t i = 0; i < chars;) {
    const auto span = kTops[random() % std::size(kTops)] - 0x20;
    const auto code = random() % 5 == 0 ? U' ' : static_cast<char32_t>(0x21 + random() % span);
    const CharKind kind = char_kind(code);
    if (kind == CharKind::Forbidden || kind == CharKind::LineBreak || turns_direction(code)) continue;
    append_utf8(out, code);
    ++i;
  }
  return out;
}

}  // namespace

TEST_CASE("Python reads the names and subjects that were written, short and as long as they get") {
  std::vector<Mail> mails;
  for (const std::string& text : kTexts) {
    mails.push_back(with_text(text));
    mails.push_back(with_text(repeated_to(text, limits::kMailNameCharsMax)));
    Mail long_subject = sample_mail();
    long_subject.content.subject = repeated_to(text, limits::kMailSubjectCharsMax);
    mails.push_back(long_subject);
  }
  const nlohmann::json parsed = parse_all(mails);
  REQUIRE(parsed.size() == mails.size());
  for (std::size_t i = 0; i < mails.size(); ++i) {
    check_same(mails[i], parsed.at(i));
    check_lines(mails[i]);
  }
}

TEST_CASE("Python reads the bodies that were written") {
  const std::string long_word(3'000, 'x');
  const std::vector<std::string> bodies{
      ".\n..\n.hidden\n",
      "From me\n>From you\nFrom\n",
      long_word + "\n" + long_word + " " + long_word,
      repeated_to("пять слов в этой строке ", 3'000) + "конец\n",
      repeated_to("日本語", 900) + "\n",
      "--=_0000000000000000--\n--=_\n",
      "= =3D =\n=\n",
      "tab\there\n\n\n\nfour lines later",
      "one  two   three    blanks " + long_word,
      std::string(limits::kMailBodyBytesMax, '='),
  };
  std::vector<Mail> mails;
  for (const std::string& body : bodies) {
    mails.push_back(sample_mail());
    mails.back().content.text = body;
    mails.back().content.html = body;
  }
  const nlohmann::json parsed = parse_all(mails);
  for (std::size_t i = 0; i < mails.size(); ++i) {
    check_same(mails[i], parsed.at(i));
    check_lines(mails[i]);
  }
}

TEST_CASE("Python reads random texts as they were written") {
  std::mt19937 random(20180821);  // NOLINT(bugprone-random-generator-seed): the same texts in every run
  std::vector<Mail> mails;
  for (int i = 0; i < 200; ++i) {
    Mail mail = with_text(random_text(random, limits::kMailNameCharsMax));
    for (int line = 0; line < 3; ++line) mail.content.html += random_text(random, 300) + "\n";
    // Blanks at the end of a line are removed, but only ASCII ones.
    std::string text;
    for (int line = 0; line < 3; ++line) text += random_text(random, 300) + ".\n";
    mail.content.text = text;
    mails.push_back(mail);
  }
  const nlohmann::json parsed = parse_all(mails);
  REQUIRE(parsed.size() == mails.size());
  for (std::size_t i = 0; i < mails.size(); ++i) check_same(mails[i], parsed.at(i));
}

TEST_CASE("Python reads every address that the form accepts") {
  std::vector<Mail> mails;
  for (const std::string email : {"a@b.example", "a..b@docomo.ne.jp", ".a@docomo.ne.jp", "a.@docomo.ne.jp",
                                  "{x}|~`^$%&'*+/=?!#-_@example.org", "first.last+tag@xn--bcher-kva.example"}) {
    mails.push_back(sample_mail());
    mails.back().from.email = email;
    mails.back().to = {"Jane", email};
    mails.back().reply_to = email;
  }
  mails.push_back(sample_mail());
  mails.back().to.email = std::string(64, 'l') + "@" + std::string(60, 'd') + "." + std::string(60, 'd') + "." +
                          std::string(60, 'd') + ".org";
  const nlohmann::json parsed = parse_all(mails);
  for (std::size_t i = 0; i < mails.size(); ++i) {
    check_same(mails[i], parsed.at(i));
    check_lines(mails[i]);
    if (!mails[i].reply_to.empty()) CHECK(parsed.at(i).at("reply_to").at("address") == mails[i].reply_to);
  }
}

TEST_CASE("Python reads the dates that were written") {
  std::vector<Mail> mails;
  for (const std::int64_t time_ms : {std::int64_t{0}, std::int64_t{951'782'399'999}, std::int64_t{951'782'400'000},
                                     std::int64_t{1'709'164'800'000}, std::int64_t{253'402'300'799'999}}) {
    mails.push_back(sample_mail());
    mails.back().time_ms = time_ms;
  }
  const nlohmann::json parsed = parse_all(mails);
  for (std::size_t i = 0; i < mails.size(); ++i) check_same(mails[i], parsed.at(i));
}

TEST_CASE("Python reads every mail the server sends, in every language") {
  constexpr std::string_view kTitle = "¡Libertad para Dontae Sharpe! 自由";
  constexpr std::string_view kLink = "https://petitions.example.org/confirm?token=0123456789abcdefghjkmnpqrs";
  constexpr CampaignOfMail about{.site = "example.org",
                                 .title = kTitle,
                                 .link = kLink,
                                 .organizer = "Kollektiv „Freiheit“, e. V. 自由",
                                 .privacy_link = kLink};
  std::vector<Mail> mails;
  for (const Locale locale : kLocales) {
    for (const Result<Content>& content :
         {confirm_signature(locale, {.campaign = about,
                                    .code = "042137",
                                    .link = kLink,
                                    .entered = {{"Name", {"Ana 自由"}}, {"Why?", {"Line one\n\n> From me. a.b"}}}}),
          already_signed(locale, {.campaign = about, .my_link = kLink}),
          my_code(locale, {.site = "example.org", .code = "042137", .link = kLink}),
          signature_confirmed(locale, {.campaign = about, .share_link = kLink, .withdraw_link = kLink}),
          thanks_at_once(locale, {.campaign = about, .share_link = kLink, .my_link = kLink})}) {
      REQUIRE(content.ok());
      mails.push_back(sample_mail());
      mails.back().content = *content;
    }
  }
  const nlohmann::json parsed = parse_all(mails);
  for (std::size_t i = 0; i < mails.size(); ++i) {
    check_same(mails[i], parsed.at(i));
    check_lines(mails[i]);
  }
}
