#include "server/mail/spool_transport.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/server/mail/process.h"

using namespace undersigned;
using namespace undersigned::mail;

namespace {

constexpr std::int64_t kNowMs = 1'534'852'800'123;
const std::string kFrom = "petitions@example.org";
const std::string kTo = "jane@example.net";

std::int64_t now() {
  return kNowMs;
}

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  return names;
}

unsigned mode_of(const std::string& path) {
  struct stat info {};
  REQUIRE(stat(path.c_str(), &info) == 0);
  return info.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a spooled mail is one whole file that only we can read") {
  const TemporaryFolder parent;
  const std::string folder = parent.path() + "/mail";
  const auto transport = SpoolTransport::make(folder, now);
  REQUIRE(transport.ok());
  CHECK(mode_of(folder) == 0700U);

  const SendReport report = (*transport)->send({kFrom, kTo, 17}, "To: jane\r\n\r\nHello\r\n");
  CHECK(report.outcome == SendOutcome::Sent);
  CHECK(report.smtp_code == 0);
  const std::vector<std::string> files = files_in(folder);
  REQUIRE(files.size() == 1);
  CHECK(files[0].starts_with("20180821T120000.123Z-"));
  CHECK(files[0].ends_with(".17.eml"));
  CHECK(mode_of(folder + "/" + files[0]) == 0600U);
  CHECK(read_text(folder + "/" + files[0]) == "To: jane\r\n\r\nHello\r\n");
}

TEST_CASE("two mails of one moment are two files") {
  const TemporaryFolder parent;
  const auto transport = SpoolTransport::make(parent.path() + "/mail", now);
  REQUIRE(transport.ok());
  for (int i = 0; i < 20; ++i) CHECK((*transport)->send({kFrom, kTo}, "x").outcome == SendOutcome::Sent);
  CHECK(files_in(parent.path() + "/mail").size() == 20);
}

TEST_CASE("a full folder takes mails again once somebody has made room") {
  const TemporaryFolder parent;
  const std::string folder = parent.path() + "/mail";
  const auto transport = SpoolTransport::make(folder, now, 2);
  REQUIRE(transport.ok());
  CHECK((*transport)->send({kFrom, kTo}, "1").outcome == SendOutcome::Sent);
  CHECK((*transport)->send({kFrom, kTo}, "2").outcome == SendOutcome::Sent);
  CHECK((*transport)->send({kFrom, kTo}, "3").outcome == SendOutcome::TryLater);
  CHECK(files_in(folder).size() == 2);
  std::filesystem::remove(folder + "/" + files_in(folder)[0]);
  CHECK((*transport)->send({kFrom, kTo}, "3").outcome == SendOutcome::Sent);
}

TEST_CASE("a folder that others may enter, a file or a link in its place are refused") {
  const TemporaryFolder parent;
  const std::string open_folder = parent.path() + "/open";
  std::filesystem::create_directory(open_folder);
  std::filesystem::permissions(open_folder, std::filesystem::perms(0755));
  CHECK(SpoolTransport::make(open_folder, now).error().code == ErrorCode::Forbidden);

  std::filesystem::create_directory_symlink(parent.path(), parent.path() + "/link");
  CHECK(SpoolTransport::make(parent.path() + "/link", now).error().code == ErrorCode::Forbidden);
  write_text(parent.path() + "/file", "");
  CHECK(SpoolTransport::make(parent.path() + "/file", now).error().code == ErrorCode::Forbidden);
  CHECK(SpoolTransport::make(parent.path() + "/no/such", now).error().code == ErrorCode::NotFound);
  CHECK(SpoolTransport::make(parent.path(), now).ok());
}

TEST_CASE("a folder that is gone loses no mail: it is tried later, and nothing half-written stays") {
  const TemporaryFolder parent;
  const std::string folder = parent.path() + "/mail";
  const auto transport = SpoolTransport::make(folder, now);
  REQUIRE(transport.ok());
  std::filesystem::remove(folder);
  CHECK((*transport)->send({kFrom, kTo}, "x").outcome == SendOutcome::TryLater);
  std::filesystem::create_directory(folder);
  CHECK((*transport)->send({kFrom, kTo}, "x").outcome == SendOutcome::Sent);
  CHECK(files_in(folder).size() == 1);
}

TEST_CASE("an envelope that is no pair of addresses is never sent") {
  const TemporaryFolder parent;
  const auto transport = SpoolTransport::make(parent.path() + "/mail", now);
  REQUIRE(transport.ok());
  CHECK((*transport)->send({kFrom, "jane"}, "x").outcome == SendOutcome::GiveUp);
  CHECK((*transport)->send({"", kTo}, "x").outcome == SendOutcome::GiveUp);
}
