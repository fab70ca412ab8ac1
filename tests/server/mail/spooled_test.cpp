#include "server/mail/spooled.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

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

TEST_CASE("mails about a signature are removed, finished or not, and no others") {
  const TemporaryFolder folder;
  const std::string id = "0123456789abcdefghjkmnpqrs";
  const std::string mail = "20180821T120000.123Z-" + id;
  const std::vector<std::string> about_it = {mail + ".17.eml", "." + id + ".17.tmp"};
  const std::vector<std::string> others = {mail + ".1.eml",     mail + ".170.eml", mail + ".0.eml", mail + ".eml",
                                           "." + id + ".1.tmp", mail + ".17.txt",  "17.eml"};
  for (const std::string& name : about_it) write(folder, name, "x");
  for (const std::string& name : others) write(folder, name, "x");
  CHECK(remove_spooled(folder.path(), {5, 17}));
  for (const std::string& name : about_it) CHECK_FALSE(is_there(folder, name));
  for (const std::string& name : others) CHECK(is_there(folder, name));
}

TEST_CASE("what a process that was killed left half-written is removed when a server starts") {
  const TemporaryFolder folder;
  const std::vector<std::string> left = {".0123456789abcdefghjkmnpqrs.17.tmp", ".1123456789abcdefghjkmnpqrs.tmp"};
  for (const std::string& name : left) write(folder, name, "To: ana@exa");
  write(folder, "somebody.tmp", "x");
  CHECK(unfinished_spooled(folder.path()).size() == 2);
  CHECK(remove_unfinished_spooled(folder.path()));
  for (const std::string& name : left) CHECK_FALSE(is_there(folder, name));
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
  CHECK(remove_spooled(folder.file("none"), {1}));
  CHECK(remove_old_spooled(folder.file("none")));
  CHECK(remove_spooled("", {1}));
}
