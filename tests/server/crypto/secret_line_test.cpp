#include "server/crypto/secret_line.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/server/temporary_folder.h"

using namespace undersigned;
using namespace undersigned::crypto;

namespace {

void write_text(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("a secret line comes from the environment or from a file of ours alone") {
  const testing::TemporaryFolder folder;
  const std::string path = folder.file("password");
  CHECK(*load_secret_line("secret", path) == "secret");
  CHECK(load_secret_line("", path).error().code == ErrorCode::NotFound);

  write_text(path, "from file\n");
  std::filesystem::permissions(path, std::filesystem::perms(0644));
  CHECK(load_secret_line("", path).error().code == ErrorCode::Forbidden);
  std::filesystem::permissions(path, std::filesystem::perms(0600));
  CHECK(*load_secret_line("", path) == "from file");
  std::filesystem::create_symlink(path, path + ".link");
  CHECK(load_secret_line("", path + ".link").error().code == ErrorCode::Forbidden);

  for (const std::string& text :
       {std::string(), std::string("\n"), std::string("two\nlines"), std::string(1'025, 'x')}) {
    write_text(path, text);
    CHECK(load_secret_line("", path).error().code == ErrorCode::BadValue);
  }
  write_text(path, std::string(1'024, 'x') + "\r\n");
  CHECK(load_secret_line("", path)->size() == 1'024);
}
