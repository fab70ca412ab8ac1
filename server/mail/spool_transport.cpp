#include "server/mail/spool_transport.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "server/base/file_descriptor.h"
#include "server/crypto/random.h"
#include "server/mail/date.h"
#include "server/mail/header.h"

namespace undersigned::mail {
namespace {

Status prepare(const std::string& folder) {
  if (mkdir(folder.c_str(), S_IRWXU) == 0) return Done{};
  if (errno == ENOENT) return Error{ErrorCode::NotFound};
  if (errno != EEXIST) return Error{ErrorCode::StorageFailed};
  struct stat info {};
  if (lstat(folder.c_str(), &info) != 0) return Error{ErrorCode::StorageFailed};
  const bool open_to_others = (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  if (!S_ISDIR(info.st_mode) || info.st_uid != geteuid() || open_to_others) return Error{ErrorCode::Forbidden};
  return Done{};
}

// The number of entries, at most `most`; `most` if they cannot be counted.
std::size_t count_files(const std::string& folder, std::size_t most) {
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  std::size_t count = 0;
  for (; !error && count < most && entry != std::filesystem::directory_iterator(); entry.increment(error)) ++count;
  return error ? most : count;
}

bool write_file(const std::string& path, std::string_view bytes) {
  const base::FileDescriptor file(
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return false;
  while (!bytes.empty()) {
    const ssize_t written = write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(file.get()) == 0;
}

bool sync_folder(const std::string& folder) {
  const base::FileDescriptor file(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return file.is_open() && fsync(file.get()) == 0;
}

SendReport later(std::string_view problem) {
  return {.outcome = SendOutcome::TryLater, .problem = problem};
}

}  // namespace

SpoolTransport::SpoolTransport(std::string folder, Clock clock, std::size_t files_max)
    : folder_(std::move(folder)), clock_(std::move(clock)), files_max_(files_max) {}

Result<std::unique_ptr<SpoolTransport>> SpoolTransport::make(const std::string& folder, Clock clock,
                                                             std::size_t files_max) {
  if (const Status prepared = prepare(folder); !prepared) return prepared.error();
  return std::unique_ptr<SpoolTransport>(new SpoolTransport(folder, std::move(clock), files_max));
}

SendReport SpoolTransport::send(const Envelope& envelope, const std::string& bytes) {
  if (!check_address(envelope.from) || !check_address(envelope.to)) return kNoAddresses;
  if (count_files(folder_, files_max_) >= files_max_) return later("the mail folder is full, or cannot be read");

  const std::string id = crypto::random_public_id() + "." + std::to_string(envelope.signature);
  const std::string draft = folder_ + "/." + id + ".tmp";
  const std::int64_t now_ms = std::clamp<std::int64_t>(clock_(), 0, kDateMsMax);
  const std::string path = folder_ + "/" + date_compact(now_ms) + "-" + id + ".eml";
  if (!write_file(draft, bytes) || std::rename(draft.c_str(), path.c_str()) != 0) {
    unlink(draft.c_str());
    return later("the mail folder cannot be written");
  }
  if (!sync_folder(folder_)) return later("the mail folder cannot be synced");
  return {.outcome = SendOutcome::Sent};
}

}  // namespace undersigned::mail
