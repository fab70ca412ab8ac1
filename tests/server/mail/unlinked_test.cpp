#include "server/mail/unlinked.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace undersigned::mail;

namespace {

constexpr std::string_view kZeroWidthSpace = "\u200B";

std::string without_breaks(std::string text) {
  for (std::size_t at = text.find(kZeroWidthSpace); at != std::string::npos; at = text.find(kZeroWidthSpace)) {
    text.erase(at, kZeroWidthSpace.size());
  }
  return text;
}

}  // namespace

TEST_CASE("no address holds together, and every text still reads the same") {
  for (const std::string text :
       {"https://evil.example/path?q=1", "www.evil.example", "evil.example", "eve@evil.example", "tel:+12025550123",
        "192.0.2.1", "http://localhost/x", "//evil", "例え。テスト", "eve＠evil．example"}) {
    CAPTURE(text);
    const std::string safe = unlinked(text);
    CHECK(without_breaks(safe) == text);
    for (std::string_view joint : {".", "@", ":", "//", "。", "＠", "．"}) {
      const std::size_t at = safe.find(joint);
      if (at == std::string::npos || at == 0) continue;
      CHECK(safe.substr(0, at).ends_with(kZeroWidthSpace));
    }
  }
}

TEST_CASE("sentences stay as they are") {
  for (const std::string text : {"Because it matters.", "One. Two: three", "", "Ana Gil", "two.\nlines", "Why? So!"}) {
    CAPTURE(text);
    CHECK(unlinked(text) == text);
  }
}

TEST_CASE("each line of a quotation begins with its mark, and is short") {
  CHECK(quoted("", 10) == ">");
  CHECK(quoted("one two three", 10) == "> one two\n> three");
  CHECK(quoted("one\n\ntwo", 10) == "> one\n>\n> two");
  CHECK(quoted("abcdefghijklm", 10) == "> abcdefghij\n> klm");
  CHECK(quoted("äöüäöüäöüäöü", 10) == "> äöüäöüäöüä\n> öü");
  CHECK(quoted("a   ", 10) == "> a");
}
