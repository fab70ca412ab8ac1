#include "server/crypto/secret.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>

#include "tests/server/temporary_folder.h"

namespace undersigned::crypto {
namespace {

using undersigned::testing::TemporaryFolder;

void write_file(const std::string& path, const std::string& text, mode_t mode) {
  FILE* file = std::fopen(path.c_str(), "w");
  REQUIRE(file != nullptr);
  std::fputs(text.c_str(), file);
  std::fclose(file);
  REQUIRE(chmod(path.c_str(), mode) == 0);
}

Key key_of(const Result<ServerSecret>& secret) {
  REQUIRE(secret.ok());
  return secret->key(KeyPurpose::DedupeKey);
}

bool is_refused(const Result<ServerSecret>& secret) {
  return !secret.ok() && secret.error().code == ErrorCode::BadValue;
}

const std::string kHex(64, 'a');

TEST_CASE("the first start makes a secret that only the owner may read, later starts find the same") {
  const TemporaryFolder folder;
  const mode_t before = umask(0);
  const Key first = key_of(load_secret(folder.path(), "", CreateSecret::Yes));
  umask(before);
  struct stat info {};
  REQUIRE(stat(folder.file("secret").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600);
  CHECK(key_of(load_secret(folder.path(), "", CreateSecret::Yes)) == first);
  CHECK(key_of(load_secret(folder.path(), "", CreateSecret::No)) == first);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("without leave to create, a missing secret is said") {
  const TemporaryFolder folder;
  CHECK(load_secret(folder.path(), "", CreateSecret::No).error().code == ErrorCode::NotFound);
  CHECK_FALSE(std::filesystem::exists(folder.file("secret")));
}

TEST_CASE("a secret that others may read, or that is a link, is refused") {
  const TemporaryFolder folder;
  write_file(folder.file("elsewhere"), kHex, 0600);
  SUBCASE("group") {
    write_file(folder.file("secret"), kHex, 0640);
  }
  SUBCASE("world") {
    write_file(folder.file("secret"), kHex, 0604);
  }
  SUBCASE("link") {
    std::filesystem::create_symlink(folder.file("elsewhere"), folder.file("secret"));
  }
  CHECK(load_secret(folder.path(), "", CreateSecret::Yes).error().code == ErrorCode::Forbidden);
}

TEST_CASE("a secret that is too short, too long, empty or no number is refused and not replaced") {
  const TemporaryFolder folder;
  for (const std::string& text :
       {std::string(), std::string(62, 'a'), std::string("correct horse battery staple"), std::string(4'000, 'a')}) {
    write_file(folder.file("secret"), text, 0600);
    CHECK(is_refused(load_secret(folder.path(), "", CreateSecret::Yes)));
  }
}

TEST_CASE("the environment goes first, in hexadecimal or base64") {
  const TemporaryFolder folder;
  const Key from_file = key_of(load_secret(folder.path(), "", CreateSecret::Yes));
  const Key from_hex = key_of(load_secret(folder.path(), kHex, CreateSecret::Yes));
  CHECK(from_hex != from_file);
  CHECK(key_of(load_secret("/no/such/folder", "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=", CreateSecret::No)) ==
        from_hex);
  CHECK(is_refused(load_secret(folder.path(), "too short", CreateSecret::Yes)));
}

TEST_CASE("every purpose has a key of its own") {
  const TemporaryFolder folder;
  const Result<ServerSecret> secret = load_secret(folder.path(), kHex, CreateSecret::No);
  REQUIRE(secret.ok());
  CHECK(secret->key(KeyPurpose::DedupeKey) != secret->key(KeyPurpose::SessionCsrf));
  CHECK(secret->key(KeyPurpose::SessionCsrf) != secret->key(KeyPurpose::VisitorCsrf));
  CHECK(secret->key(KeyPurpose::DedupeKey) == secret->key(KeyPurpose::DedupeKey));
}

}  // namespace
}  // namespace undersigned::crypto
