#include "server/mail/spooled.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "server/limits.h"
#include "tests/server/temporary_folder.h"

using namespace undersigned;
using namespace undersigned::mail;
using undersigned::testing::TemporaryFolder;

namespace {

void write(const TemporaryFolder& folder, const std::string& name, const std::string& bytes) {
  std::ofstream(folder.file(name), std::ios::binary) << bytes;
}

bool is_there(const TemporaryFolder& folder, const std::string& name) {
  return std::filesystem::exists(folder.file(name));
}

}  // namespace

TEST_CASE("mails to an address are removed, and no others") {
  const TemporaryFolder folder;
  write(folder, "plain.eml", "From: x <us@example.org>\r\nTo: ana@example.org\r\nSubject: x\r\n\r\nHello");
  write(folder, "named.eml", "To: Ana Gil <ana@example.org>\r\n\r\n");
  write(folder, "folded.eml", "To: =?utf-8?q?Ana?=\r\n <ana@example.org>\r\nSubject: x\r\n\r\n");
  write(folder, "joana.eml", "To: joana@example.org\r\n\r\n");
  write(folder, "longer.eml", "To: ana@example.org.uk\r\n\r\n");
  write(folder, "from.eml", "From: ana@example.org\r\nTo: bo@example.org\r\n\r\nTo: ana@example.org\r\n");
  write(folder, "ana.txt", "To: ana@example.org\r\n\r\n");
  CHECK(remove_spooled(folder.path(), {"nobody@example.org", "ana@example.org"}));
  for (const char* const gone : {"plain.eml", "named.eml", "folded.eml"}) CHECK_FALSE(is_there(folder, gone));
  for (const char* const kept : {"joana.eml", "longer.eml", "from.eml", "ana.txt"}) CHECK(is_there(folder, kept));
}

TEST_CASE("what a process that was killed left half-written is removed, for an address and when a server starts") {
  const TemporaryFolder folder;
  const std::string ana = ".0123456789abcdefghjkmnpqrs.tmp";
  const std::string bo = ".1123456789abcdefghjkmnpqrs.tmp";
  const std::string cut = ".2123456789abcdefghjkmnpqrs.tmp";
  write(folder, ana, "From: us@example.org\r\nTo: ana@example.org\r\nSubject: x\r\n\r\nHel");
  write(folder, bo, "To: bo@example.org\r\n\r\n");
  write(folder, cut, "To: ana@exa");
  write(folder, "somebody.tmp", "To: ana@example.org\r\n\r\n");
  CHECK(remove_spooled(folder.path(), {"ana@example.org"}));
  CHECK_FALSE(is_there(folder, ana));
  CHECK(is_there(folder, bo));
  CHECK(unfinished_spooled(folder.path()).size() == 2);
  CHECK(remove_unfinished_spooled(folder.path()));
  CHECK_FALSE(is_there(folder, bo));
  CHECK_FALSE(is_there(folder, cut));
  CHECK(is_there(folder, "somebody.tmp"));
  CHECK(remove_unfinished_spooled(folder.file("none")));
}

TEST_CASE("mails in which no link works any more are removed, and what is no mail stays") {
  const TemporaryFolder folder;
  for (const char* const name : {"old.eml", "old.txt", "new.eml"}) write(folder, name, "x");
  const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::milliseconds(limits::kMailSpoolKeptMs);
  for (const char* const name : {"old.eml", "old.txt"}) {
    std::filesystem::last_write_time(folder.file(name), old - std::chrono::seconds(1));
  }
  CHECK(remove_old_spooled(folder.path()));
  CHECK_FALSE(is_there(folder, "old.eml"));
  CHECK(is_there(folder, "old.txt"));
  CHECK(is_there(folder, "new.eml"));
}

TEST_CASE("a folder that is not there holds nothing") {
  const TemporaryFolder folder;
  CHECK(remove_spooled(folder.file("none"), {"ana@example.org"}));
  CHECK(remove_old_spooled(folder.file("none")));
  CHECK(remove_spooled("", {"ana@example.org"}));
}
