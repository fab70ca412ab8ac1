#include "server/signing/blocked_domains.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "server/limits.h"
#include "tests/server/temporary_folder.h"

using namespace undersigned;
using signing::BlockedDomains;

namespace {

class List {
 public:
  explicit List(const std::string& text) { write(text); }

  void write(const std::string& text) const { std::ofstream(path(), std::ios::binary) << text; }
  [[nodiscard]] std::string path() const { return folder_.file("blocked.txt"); }

 private:
  testing::TemporaryFolder folder_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a domain of the list and its subdomains are blocked, and no others") {
  const List list("# throw-away mailboxes\n\nmailinator.example\r\n  Trash.Example  # with a comment\nmüll.example\n");
  BlockedDomains blocked;
  REQUIRE(blocked.open(list.path()).ok());
  for (const char* const domain : {"mailinator.example", "eu.mailinator.example", "a.b.mailinator.example",
                                   "trash.example", "xn--mll-hoa.example"}) {
    CAPTURE(domain);
    CHECK(blocked.contains(domain));
  }
  for (const char* const domain :
       {"", ".", "example", "notmailinator.example", "mailinator.example.org", "ator.example", "mailinator.example."}) {
    CAPTURE(domain);
    CHECK_FALSE(blocked.contains(domain));
  }
}

TEST_CASE("without a file nothing is blocked") {
  BlockedDomains blocked;
  CHECK_FALSE(blocked.contains("mailinator.example"));
  CHECK(blocked.refresh().ok());
}

TEST_CASE("a line that is no domain is named by its number") {
  const List list("one.example\n# two\nnot a domain\n");
  BlockedDomains blocked;
  const std::string problem = blocked.open(list.path()).error().words;
  CHECK(contains(problem, "line 3 is no mail domain"));
  CHECK_FALSE(contains(problem, "not a domain"));
  CHECK_FALSE(blocked.contains("one.example"));
}

TEST_CASE("a file that is missing, a folder or too large is refused") {
  const testing::TemporaryFolder folder;
  BlockedDomains blocked;
  CHECK(contains(blocked.open(folder.file("none.txt")).error().words, "cannot be read"));
  CHECK_FALSE(blocked.open(folder.file(".")).ok());
  const List large(std::string(limits::kBlockedDomainsFileBytesMax + 1, '#'));
  CHECK(contains(blocked.open(large.path()).error().words, "larger"));
}

TEST_CASE("a list that has changed is read again, and one that is wrong changes nothing") {
  const List list("one.example\n");
  BlockedDomains blocked;
  REQUIRE(blocked.open(list.path()).ok());
  CHECK(blocked.refresh().ok());

  list.write("one.example\ntwo.example\n");
  CHECK(blocked.refresh().ok());
  CHECK(blocked.contains("two.example"));

  list.write("this is wrong\n");
  CHECK(contains(blocked.refresh().error().words, "line 1"));
  CHECK(blocked.refresh().ok());
  CHECK(blocked.contains("two.example"));

  std::filesystem::remove(list.path());
  CHECK(contains(blocked.refresh().error().words, "cannot be read"));
  CHECK(blocked.contains("two.example"));

  list.write("three.example\n");
  CHECK(blocked.refresh().ok());
  CHECK(blocked.contains("three.example"));
  CHECK_FALSE(blocked.contains("two.example"));
}
