#include "server/mail/body.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace undersigned::mail;

namespace {

struct Vector {
  std::string text;
  std::string coded;
};

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("quoted-printable codes what some server on the way would change") {
  const Vector vectors[] = {
      {"", ""},
      {"plain", "plain"},
      {"a\nb\n", "a\r\nb\r\n"},
      {"1 = 1", "1 =3D 1"},
      {"Gonz\xC3\xA1lez", "Gonz=C3=A1lez"},
      {"\xF0\x9F\x98\x80", "=F0=9F=98=80"},
      {"end \nof\t\nline ", "end=20\r\nof=09\r\nline=20"},
      {".\n..\n.a", "=2E\r\n=2E.\r\n=2Ea"},
      {"From here\nFrom\n>From", "=46rom here\r\nFrom\r\n>From"},
      {repeated("a", 76), repeated("a", 76)},
      {repeated("a", 77), repeated("a", 75) + "=\r\naa"},
      {repeated("a", 73) + "=", repeated("a", 73) + "=3D"},
      {repeated("a", 73) + "=b", repeated("a", 73) + "=\r\n=3Db"},
      {repeated("a", 75) + ".b", repeated("a", 75) + "=\r\n=2Eb"},
      {repeated("a", 75) + " ", repeated("a", 75) + "=\r\n=20"},
  };
  for (const Vector& vector : vectors) {
    CAPTURE(vector.text);
    CHECK(quoted_printable(vector.text) == vector.coded);
  }
}

TEST_CASE("no coded line is longer than 76 characters, whatever the text") {
  for (const std::string unit : {"a", "=", "\xC3\xA9", ". ", "\xE4\xB8\xAD\xE6\x96\x87 "}) {
    for (int times = 60; times < 90; ++times) {
      std::istringstream lines(quoted_printable(repeated(unit, times)));
      for (std::string line; std::getline(lines, line);) {
        if (line.ends_with('\r')) line.pop_back();
        CHECK(line.size() <= 76);
        CHECK_FALSE(line.starts_with('.'));
        CHECK_FALSE(line.ends_with(' '));
      }
    }
  }
}

TEST_CASE("long paragraphs flow: broken behind a blank, whole again for the reader") {
  CHECK(flow("") == "");
  CHECK(flow("short\n\nlines\n") == "short\n\nlines\n");
  CHECK(flow(repeated("a", 500)) == repeated("a", 500));
  CHECK(flow(repeated("abcd ", 20)) == repeated("abcd ", 14) + "\n" + repeated("abcd ", 5) + "abcd");
  CHECK(flow(repeated("a", 80) + " b") == repeated("a", 80) + " \nb");
}

TEST_CASE("flowing lines neither look like quotations nor join by accident") {
  CHECK(flow("trailing   \nnext") == "trailing\nnext");
  CHECK(flow("> quoted\n From\nFrom us") == " > quoted\n  From\n From us");
  CHECK(flow("-- ") == "--");
}
