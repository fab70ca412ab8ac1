#include "tests/shared/differential.h"

#include <array>
#include <cstddef>
#include <iterator>

#include "shared/hash/sha256.h"
#include "shared/text/country.h"
#include "shared/text/rules.h"
#include "shared/text/utf8.h"

namespace undersigned::differential {
namespace {

// xorshift64* (Vigna, 2016). Two draws are never in one expression: compilers differ in their order of evaluation.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed | 1) {
    for (int i = 0; i < 4; ++i) next();
  }

  // 0 to `bound` - 1.
  std::uint32_t below(std::size_t bound) { return static_cast<std::uint32_t>((next() >> 32) % bound); }

  bool once_in(std::size_t times) { return below(times) == 0; }

 private:
  std::uint64_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1D;
  }

  std::uint64_t state_;
};

struct Examples {
  std::string_view rule;
  std::array<std::string_view, 12> texts;
};

constexpr Examples kExamples[] = {
    {"name",
     {"Dontae Sharpe", "J.R. Smith", "O\u2019Neil", "\u738b\u5c0f\u660e", "\u0938\u0941\u0928\u0940\u0924\u093e",
      "\u0646\u0648\u0631\u200c\u0627\u0644\u062f\u06cc\u0646", "Robert \"Bob\" Lee", "!Gawaxab", "www.example.com",
      "jane@example.org", "E\u0301mile Zola", "\U0001F600"}},
    {"email",
     {"jane@example.org", "Jane.Doe+x@gmail.com", "jane@m\u00fcnchen.de", "x@jane.fastmail.com", "a@b.c",
      "jane-shop@yahoo.co.uk", "\uff4a\uff20\uff41\uff0e\uff42", "mailto:j@xn--p1ai.org", "iv.an-p@yandex.com",
      "j@\u4f8b\u5b50.\u6d4b\u8bd5", "o'neil@a-b.c-d.ef", "ja.n_e-x@pm.me"}},
    {"suggest_domain",
     {"gmail.com", "gmial.com", "hotmail.co.uk", "outlok.com", "gmx.at", "yahoo.com.br", "icloud.con", "mail.com",
      "comcast.net", "t-online.de", "aol.com", "protonmail.com"}},
    {"postcode",
     {"27601-1234", "SW1A 1AA", "K1A 0B1", "1234 AB", "100-0001", "LV-1010", "D-10115",
      "\u0661\u0662\u0663\u0664\u0665", "D02 AF30", "00-950", "C1425CLA", "HM CX"}},
    {"country", {"US", "gb", "UK", "XX", "\uff24\uff25", "ZW", "AD", "usa", " fr ", "u", "EU", "12"}},
    {"phone",
     {"(919) 555-0123", "+44 (0)20 7946 0958", "0044 7911 123456", "8 (912) 345-67-89", "06.12.34.56.78",
      "\u0660\u0661\u0660\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667", "+383 43 201 234", "011 44 20 7946 0958",
      "91 98765 43210", "tel:+1-919-555-0123", "\uff10\uff19\uff10\uff0d\uff11\uff12\uff13\uff14", "612 34 567"}},
    {"url",
     {"https://example.org/a/b?c=d#e", "http://localhost:8080", "https://[::1]:81/", "https://a-b.c.d:443",
      "https://u:p@example.org", "//x", "https://xn--p1ai.org/\u00f1", "javascript:alert(1)", "https://1.2.3.4/%20",
      "null", "http://a", "https://example.org:65536/"}},
    {"origin",
     {"https://example.org", "http://localhost:8080", "https://[::1]:81", "https://a-b.c.d:444", "null",
      "https://example.org:443", "http://127.0.0.1", "https://xn--p1ai.org", "https://Example.org", "https://a/",
      "http://b.c:80", "https://x.y.z:65535"}},
    {"slug", {"free-dontae-sharpe", "a", "a--b", "-a", "A", "2026-x", "a_b", "", "a-", "0", "a b", "\u00e9"}},
    {"locale", {"en", "pt-BR", "zh-Hant-TW", "es-419", "sr-Latn", "en-US-x", "e", "auto", "en_US", "haw", "EN", "-"}},
    {"domain",
     {"example.org", "m\u00fcnchen.de", "\u4f8b\u3048.jp", "a..b", "-a.b", "xn--x", "\u043f\u0440.\u0440\u0444",
      "ab--\u00fc", "a\u3002b", "3\u5e74b\u7d44", "1.2.3.4", "localhost"}},
    {"form",
     {"a=1&b=2", "name=Jane+Doe&email=jane%40example.org", "a=%", "a=%4", "&&=&", "a=%zz&a=%C3%A9", "a;b", "=",
      "consent=x&consent=y", "a=b=c", "%61=%41", "a=%00"}},
    {"comment",
     {"I sign because\r\n\r\nit is right", "a\n\n\n\nb", "\U0001F469\u200d\U0001F467", "=1+1", "+1", "a,\"b\"", "\t=x",
      "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "a \u2028 b", "\u202ex", "a\u0300\u0301b", " x "}},
};

// Rules without examples of their own use those of another rule.
std::string_view examples_for(std::string_view rule) {
  if (rule == "organization" || rule == "initials" || rule == "name_key" || rule == "lower") return "name";
  if (rule == "canonical_email") return "email";
  return rule;
}

const Examples& find_examples(std::string_view rule) {
  for (const Examples& examples : kExamples) {
    if (examples.rule == examples_for(rule)) return examples;
  }
  return kExamples[std::size(kExamples) - 1];
}

// Characters that break careless code.
constexpr std::string_view kPieces[] = {" ",
                                        "  ",
                                        "\t",
                                        "\r\n",
                                        "\u00a0",
                                        "\u3000",
                                        "\u200b",
                                        "\u200c",
                                        "\u200d",
                                        "\ufeff",
                                        "\u202e",
                                        "\u2066",
                                        "\u00ad",
                                        "\u0301",
                                        "\u0e47",
                                        "\u094d",
                                        "@",
                                        ".",
                                        "..",
                                        "-",
                                        "--",
                                        "_",
                                        "+",
                                        "%",
                                        "%2",
                                        "%41",
                                        "&",
                                        "=",
                                        ";",
                                        "://",
                                        "www.",
                                        ".com",
                                        "/",
                                        "\\",
                                        ":",
                                        "'",
                                        "\"",
                                        "<",
                                        "0",
                                        "9",
                                        "A",
                                        "z",
                                        "\uff21",
                                        "\uff19",
                                        "\u0669",
                                        "\u096f",
                                        "\u00df",
                                        "\u0130",
                                        "\u4e2d",
                                        "\ud55c",
                                        "\u05d0",
                                        "\u0627",
                                        "\xff",
                                        "\xc3",
                                        "\xed\xa0\x80",
                                        "\xf0\x9f\x98",
                                        "\U0001F600",
                                        "\U000E0061",
                                        "xn--",
                                        "(0)"};

char32_t random_char(Random& random) {
  constexpr char32_t kFirsts[] = {0x20,   0x61,   0xA0,   0x370,   0x400,   0x590,   0x600,   0x900,   0xE00,
                                  0x1000, 0x10A0, 0x1E00, 0x2000,  0x2500,  0x3040,  0x4E00,  0xAC00,  0xE000,
                                  0xFE00, 0xFF00, 0xFFF0, 0x1D400, 0x1F600, 0x20000, 0xE0000, 0x10FFF0};
  const char32_t first = kFirsts[random.below(std::size(kFirsts))];
  return first + random.below(0x60);
}

void mutate(std::string& text, Random& random, const Examples& examples) {
  const std::size_t at = random.below(text.size() + 1);
  switch (random.below(6)) {
    case 0:
      text.insert(at, kPieces[random.below(std::size(kPieces))]);
      break;
    case 1:
      text.erase(at, 1 + random.below(3));
      break;
    case 2:
      if (at < text.size()) text[at] = static_cast<char>(random.below(256));
      break;
    case 3:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ 0x20);
      break;
    case 4: {
      const std::size_t from = random.below(text.size() + 1);
      const std::size_t length = 1 + random.below(8);
      text.insert(at, text.substr(from, length));
      break;
    }
    default:
      text.insert(at, examples.texts[random.below(examples.texts.size())]);
  }
}

std::string random_text(Random& random, const Examples& examples) {
  std::string text(examples.texts[random.below(examples.texts.size())]);
  const std::uint32_t kind = random.below(16);
  if (kind == 0) {
    text.clear();
    for (std::uint32_t length = random.below(40); length != 0; --length) text += static_cast<char>(random.below(256));
  } else if (kind <= 2) {
    text.clear();
    for (std::uint32_t length = random.below(60); length != 0; --length) append_utf8(text, random_char(random));
  } else if (kind == 3) {
    const std::string once = text;
    const std::size_t most = random.once_in(16) ? 8'000 : 1'200;
    while (text.size() < most && !once.empty() && !random.once_in(40)) text += once;
  } else {
    for (std::uint32_t times = random.below(5); times != 0; --times) mutate(text, random, examples);
  }
  return text;
}

}  // namespace

Question random_question(std::string_view rule, std::uint64_t seed, std::uint32_t index) {
  for (const char c : rule) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  Random random((seed ^ index) * 0x9E3779B97F4A7C15);
  Question question;
  if ((rule == "postcode" || rule == "phone") && !random.once_in(20)) {
    question.argument = country_at(random.below(kCountries));
  }
  question.input = random_text(random, find_examples(rule));
  return question;
}

std::string digest_of_answers(std::string_view rule, std::uint32_t from, std::uint32_t count, std::uint64_t seed) {
  Sha256 digest;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Question question = random_question(rule, seed, from + i);
    digest.update(apply_rule(rule, question.argument, question.input));
    digest.update("\n");
  }
  return to_hex(digest.finish());
}

}  // namespace undersigned::differential
