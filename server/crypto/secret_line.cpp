#include "server/crypto/secret_line.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "server/base/file_descriptor.h"
#include "server/limits.h"

namespace undersigned::crypto {
namespace {

Result<std::string> checked_line(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  const bool has_control =
      std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (text.empty() || text.size() > limits::kSecretLineBytesMax || has_control) return Error{ErrorCode::BadValue};
  return std::string(text);
}

Result<std::string> read_line(int descriptor) {
  struct stat info {};
  if (fstat(descriptor, &info) != 0) return Error{ErrorCode::StorageFailed};
  const bool open_to_others = (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  if (!S_ISREG(info.st_mode) || info.st_uid != geteuid() || open_to_others) return Error{ErrorCode::Forbidden};

  std::string text(limits::kSecretLineBytesMax + sizeof("\r\n"), '\0');
  const ssize_t bytes = read(descriptor, text.data(), text.size());
  if (bytes < 0) return Error{ErrorCode::StorageFailed};
  text.resize(static_cast<std::size_t>(bytes));
  return checked_line(text);
}

}  // namespace

Result<std::string> load_secret_line(std::string_view environment_value, const std::string& path) {
  if (!environment_value.empty()) return checked_line(environment_value);
  const base::FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file.is_open()) {
    if (errno == ENOENT) return Error{ErrorCode::NotFound};
    return Error{errno == ELOOP || errno == EACCES ? ErrorCode::Forbidden : ErrorCode::StorageFailed};
  }
  return read_line(file.get());
}

}  // namespace undersigned::crypto
