#include "shared/view/sent_back.h"

#include <doctest/doctest.h>

#include <string>

#include "shared/text/utf8.h"

using namespace undersigned;
using view::sent_back;

TEST_CASE("a field keeps what was typed, a little too much of it too") {
  CHECK(sent_back("", 3).empty());
  CHECK(sent_back("abc", 3) == "abc");
  CHECK(sent_back("abcdefghijkl", 3) == "abcdefghijkl");
  CHECK(sent_back("\U0001F600\U0001F600\U0001F600", 3) == "\U0001F600\U0001F600\U0001F600");
}

TEST_CASE("what is far beyond a field's limit is cut between two characters") {
  CHECK(sent_back("abcdefghijklm", 3) == "abcdefghijkl");
  CHECK(sent_back("abc", 0).empty());
  for (const std::string character : {"a", "\u00E9", "\u20AC", "\U0001F600"}) {
    for (const std::string before : {"", "x", "xx", "xxx"}) {
      std::string text = before;
      for (int i = 0; i < 100; ++i) text += character;
      const std::string_view cut = sent_back(text, 10);
      CAPTURE(character);
      CAPTURE(before);
      CHECK(cut.size() <= 40);
      CHECK(cut.size() > 40 - character.size());
      CHECK(is_utf8(cut));
    }
  }
}

TEST_CASE("bytes that are no text are cut too") {
  CHECK(sent_back(std::string(1'000, '\x80'), 10).size() <= 40);
  CHECK(sent_back(std::string(1'000, '\xff'), 10).size() == 40);
}
