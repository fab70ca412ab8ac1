#include "server/crypto/secret.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <vector>

#include "server/base/file_descriptor.h"
#include "server/crypto/encoding.h"
#include "server/crypto/random.h"
#include "server/crypto/sodium_ready.h"

namespace undersigned::crypto {
namespace {

constexpr std::size_t kSecretTextBytesMax = 1024;

Result<ServerSecret> parse_secret(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  if (text.size() > kSecretTextBytesMax) return Error{ErrorCode::BadValue};
  std::optional<std::vector<std::uint8_t>> bytes = from_hex(text);
  if (!bytes) bytes = from_base64(text);
  if (!bytes || bytes->size() < sizeof(Key)) return Error{ErrorCode::BadValue};

  Key master{};
  crypto_generichash(master.data(), master.size(), bytes->data(), bytes->size(), nullptr, 0);
  sodium_memzero(bytes->data(), bytes->size());
  return ServerSecret(master);
}

Result<ServerSecret> read_secret(const std::string& path) {
  const base::FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.is_open()) {
    if (errno == ENOENT) return Error{ErrorCode::NotFound};
    return Error{errno == ELOOP || errno == EACCES ? ErrorCode::Forbidden : ErrorCode::StorageFailed};
  }
  struct stat info {};
  if (fstat(file.get(), &info) != 0) return Error{ErrorCode::StorageFailed};
  const bool open_to_others = (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  if (!S_ISREG(info.st_mode) || info.st_uid != geteuid() || open_to_others) return Error{ErrorCode::Forbidden};

  std::string text(kSecretTextBytesMax + 1, '\0');
  const ssize_t bytes = read(file.get(), text.data(), text.size());
  if (bytes < 0) return Error{ErrorCode::StorageFailed};
  text.resize(static_cast<std::size_t>(bytes));
  Result<ServerSecret> secret = parse_secret(text);
  sodium_memzero(text.data(), text.size());
  return secret;
}

bool write_whole_file(const std::string& path, std::string_view text) {
  const base::FileDescriptor file(
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return false;
  const ssize_t written = write(file.get(), text.data(), text.size());
  return written == static_cast<ssize_t>(text.size()) && fsync(file.get()) == 0;
}

bool sync_folder(const std::string& folder) {
  const base::FileDescriptor file(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return file.get() >= 0 && fsync(file.get()) == 0;
}

// Writes the secret under another name and links it into place. So a crash leaves a complete secret or none, and two
// processes that start at once use the same one.
Status make_secret(const std::string& folder, const std::string& path) {
  Key bytes{};
  random_bytes(bytes);
  std::string text = to_hex(bytes) + "\n";
  const std::string draft = path + "." + random_public_id();
  const bool written = write_whole_file(draft, text);
  const bool linked = written && (link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  unlink(draft.c_str());
  sodium_memzero(bytes.data(), bytes.size());
  sodium_memzero(text.data(), text.size());
  if (!linked || !sync_folder(folder)) return Error{ErrorCode::StorageFailed};
  return Done{};
}

}  // namespace

ServerSecret::~ServerSecret() {
  sodium_memzero(master_.data(), master_.size());
}

Key ServerSecret::key(KeyPurpose purpose) const {
  static_assert(sizeof(Key) == crypto_kdf_KEYBYTES);
  sodium_ready();
  Key key{};
  crypto_kdf_derive_from_key(key.data(), key.size(), static_cast<std::uint64_t>(purpose), "undersgn", master_.data());
  return key;
}

std::array<std::uint8_t, 16> ServerSecret::mark() const {
  const Key whole = key(KeyPurpose::SecretMark);
  std::array<std::uint8_t, 16> half{};
  std::copy_n(whole.begin(), half.size(), half.begin());
  return half;
}

Result<ServerSecret> load_secret(const std::string& folder, std::string_view environment_value, CreateSecret create) {
  sodium_ready();
  if (!environment_value.empty()) return parse_secret(environment_value);

  const std::string path = folder + "/secret";
  Result<ServerSecret> secret = read_secret(path);
  if (secret.ok() || secret.error().code != ErrorCode::NotFound || create == CreateSecret::No) return secret;
  if (const Status made = make_secret(folder, path); !made) return made.error();
  return read_secret(path);
}

}  // namespace undersigned::crypto
