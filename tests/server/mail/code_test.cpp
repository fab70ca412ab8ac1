#include "server/mail/code.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace undersigned;
using namespace undersigned::mail;
using store::CodeIssue;

namespace {

MailCodes codes_of(std::uint8_t byte) {
  crypto::Key master{};
  master.fill(byte);
  return MailCodes(crypto::ServerSecret(master));
}

const CodeIssue kIssue{.subject = "0123456789abcdefghjkmnpqrs", .number = 1};

// Issues that each differ from kIssue in one member.
const CodeIssue kOthers[] = {{.subject = "0123456789abcdefghjkmnpqrt", .number = 1},
                             {.subject = "0123456789abcdefghjkmnpqrs1", .number = 1},
                             {.subject = "0123456789abcdefghjkmnpqr", .number = 1},
                             {.subject = "0123456789abcdefghjkmnpqrs", .number = 2},
                             {.subject = "0123456789abcdefghjkmnpqrs", .number = 11}};

bool is_base32(std::string_view text) {
  constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  return text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

}  // namespace

// The sum of (seen - expected)^2 / expected over 1,000 groups has mean 999 and standard deviation 44.7. A result ten
// standard deviations away is not chance.
TEST_CASE("a code has six digits, and codes are spread evenly") {
  constexpr int kGroups = 1'000;
  constexpr int kExpected = 200;
  const MailCodes codes = codes_of(1);
  std::vector<int> first(kGroups);
  std::vector<int> last(kGroups);
  for (int i = 0; i < kGroups * kExpected; ++i) {
    const std::string code = codes.code(CodePurpose::ConfirmSignature, {.subject = kIssue.subject, .number = i});
    REQUIRE(code.size() == kCodeDigits);
    ++first[static_cast<std::size_t>(std::stoi(code.substr(0, 3)))];
    ++last[static_cast<std::size_t>(std::stoi(code.substr(3)))];
  }
  for (const std::vector<int>& seen : {first, last}) {
    double chi_squared = 0;
    for (const int count : seen)
      chi_squared += (count - kExpected) * (count - kExpected) / static_cast<double>(kExpected);
    CHECK(chi_squared > 999 - 447);
    CHECK(chi_squared < 999 + 447);
  }
}

TEST_CASE("a code is right for its key, its purpose and its issue, and for nothing else") {
  const MailCodes codes = codes_of(1);
  const std::string code = codes.code(CodePurpose::ConfirmSignature, kIssue);
  CHECK(codes.is_code(CodePurpose::ConfirmSignature, kIssue, code));
  CHECK_FALSE(codes.is_code(CodePurpose::OpenMy, kIssue, code));
  CHECK_FALSE(codes_of(2).is_code(CodePurpose::ConfirmSignature, kIssue, code));
  for (const CodeIssue& other : kOthers) {
    CAPTURE(other.subject);
    CHECK_FALSE(codes.is_code(CodePurpose::ConfirmSignature, other, code));
  }
}

TEST_CASE("every other code is wrong") {
  const MailCodes codes = codes_of(1);
  const std::string code = codes.code(CodePurpose::OpenMy, kIssue);
  for (std::size_t place = 0; place < kCodeDigits; ++place) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string other = code;
      other[place] = digit;
      CHECK(codes.is_code(CodePurpose::OpenMy, kIssue, other) == (other == code));
    }
  }
  for (const std::string& other : {std::string(), code.substr(1), code + "0", " " + code}) {
    CHECK_FALSE(codes.is_code(CodePurpose::OpenMy, kIssue, other));
  }
}

TEST_CASE("a link's token names the signature, and is right for its key, its signature and its issue alone") {
  const MailCodes codes = codes_of(1);
  const std::string token = codes.link_token(1234, kIssue);
  CHECK(token.size() == crypto::kOpaqueNumberChars);
  CHECK(is_base32(token));
  CHECK(codes.cursor_of_link_token(token) == 1234);
  CHECK(codes.is_link_token(kIssue, token));
  CHECK_FALSE(codes_of(2).is_link_token(kIssue, token));
  CHECK(codes_of(2).cursor_of_link_token(token) != 1234);
  CHECK_FALSE(codes.is_link_token(kIssue, codes.link_token(1235, {.subject = "another", .number = kIssue.number})));
  for (const CodeIssue& other : kOthers) {
    CAPTURE(other.subject);
    CHECK_FALSE(codes.is_link_token(other, token));
  }
}

TEST_CASE("a token with one wrong character is no token") {
  const MailCodes codes = codes_of(1);
  const std::string token = codes.link_token(7, kIssue);
  for (std::size_t place = 0; place < token.size(); ++place) {
    std::string other = token;
    other[place] = token[place] == '1' ? '2' : '1';
    CHECK_FALSE(codes.is_link_token(kIssue, other));
  }
  std::string upper = token;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
  CHECK_FALSE(codes.is_link_token(kIssue, upper));
}

TEST_CASE("what has no token's form names no signature") {
  const MailCodes codes = codes_of(1);
  const std::string token = codes.link_token(7, kIssue);
  const std::string wrongs[] = {{},
                                "1",
                                "1-" + token,
                                token + "0",
                                token.substr(1),
                                token + "=",
                                " " + token,
                                std::string(39, 'u'),
                                "1234-00000000000000000000000000",
                                std::string(100'000, '9')};
  for (const std::string& text : wrongs) {
    CAPTURE(text.substr(0, 50));
    CHECK_FALSE(codes.cursor_of_link_token(text).has_value());
    CHECK_FALSE(codes.is_link_token(kIssue, text));
  }
}

TEST_CASE("many issues give many tokens") {
  const MailCodes codes = codes_of(1);
  std::set<std::string> halves;
  for (int i = 1; i <= 1'000; ++i) {
    for (const std::string& token :
         {codes.link_token(1, {.subject = "a", .number = i}), codes.link_token(i, {.subject = "b", .number = 1})}) {
      halves.insert(token.substr(0, 20));
      halves.insert(token.substr(27));  // depends only on the number
    }
  }
  CHECK(halves.size() == 4'000);
}

TEST_CASE("a waiting mail has one name, and no other mail has it") {
  const MailCodes codes = codes_of(1);
  store::WaitingMail mail;
  mail.id = 1;
  mail.cursor = 7;
  mail.issue = kIssue;
  store::WaitingMail later = mail;
  later.attempts = 3;
  CHECK(codes.mail_name(mail) == codes.mail_name(later));
  CHECK(is_base32(codes.mail_name(mail)));
  CHECK(codes.boundary_seed(mail) == codes.boundary_seed(later));

  std::vector<store::WaitingMail> others(4, mail);
  others[0].id = 2;
  others[1].kind = store::MailKind::AlreadySigned;
  others[2].cursor = 8;
  others[3].issue.number = 2;
  std::set<std::string> names{codes.mail_name(mail), codes_of(2).mail_name(mail)};
  for (const store::WaitingMail& other : others) names.insert(codes.mail_name(other));
  CHECK(names.size() == 6);
  std::set<std::uint64_t> seeds{codes.boundary_seed(mail), codes_of(2).boundary_seed(mail)};
  for (const store::WaitingMail& other : others) seeds.insert(codes.boundary_seed(other));
  CHECK(seeds.size() == 6);
  for (std::int64_t id = 1; id <= 1'000; ++id) {
    mail.id = id;
    CHECK(codes.boundary_seed(mail) > 1'000'000'000);
  }
}

TEST_CASE("a code is read however it was typed or pasted") {
  for (const std::string typed : {"042137", " 042137\n", "042 137", "042-137", "0 4 2 1 3 7", "042137\xC2\xA0",
                                  "\xD9\xA0\xD9\xA4\xD9\xA2\xD9\xA1\xD9\xA3\xD9\xA7",
                                  "\xEF\xBC\x90\xEF\xBC\x94\xEF\xBC\x92\xEF\xBC\x91\xEF\xBC\x93\xEF\xBC\x97"}) {
    CAPTURE(typed);
    CHECK(read_code(typed) == "042137");
  }
  for (const std::string typed : {"", "04213", "0421377", "04213a", "042137 or so", "042137\xFF", "+042137"}) {
    CAPTURE(typed);
    CHECK_FALSE(read_code(typed).has_value());
  }
  CHECK_FALSE(read_code(std::string(1'000, ' ') + "042137").has_value());
}
