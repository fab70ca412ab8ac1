#include "server/mail/spooled.h"

#include <charconv>
#include <chrono>
#include <filesystem>
#include <functional>
#include <set>
#include <system_error>

#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::mail {
namespace {

using Path = std::filesystem::path;

// SpoolTransport's names: ".<id>.<signature>.tmp"; of earlier versions ".<id>.tmp".
bool is_unfinished(const Path& path) {
  const std::string name = path.filename().string();
  constexpr std::size_t kIdEnd = 1 + crypto::kPublicIdChars;
  return name.size() > kIdEnd && name.front() == '.' && name[kIdEnd] == '.' && name.ends_with(".tmp");
}

// Looks at mails and at unfinished files. Another program may remove files at any time.
bool remove_where(const std::string& folder, const std::function<bool(const Path&)>& is_to_go) {
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  if (error) return error == std::errc::no_such_file_or_directory;
  bool all = true;
  for (; entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (error) return false;
    const Path& path = entry->path();
    if ((path.extension() != ".eml" && !is_unfinished(path)) || !is_to_go(path)) continue;
    std::error_code failed;
    std::filesystem::remove(path, failed);
    if (failed) all = false;
  }
  return all;
}

// 0: about none. Mails of earlier versions have no number.
std::int64_t signature_of(const Path& path) {
  const std::string number = path.stem().extension().string();
  std::int64_t signature = 0;
  if (!number.empty()) std::from_chars(number.data() + 1, number.data() + number.size(), signature);
  return signature;
}

}  // namespace

bool remove_spooled(const std::string& folder, const std::vector<std::int64_t>& signatures) {
  if (folder.empty() || signatures.empty()) return true;
  const std::set<std::int64_t> wanted(signatures.begin(), signatures.end());
  return remove_where(folder, [&](const Path& path) { return wanted.count(signature_of(path)) > 0; });
}

bool remove_unfinished_spooled(const std::string& folder) {
  return folder.empty() || remove_where(folder, is_unfinished);
}

std::vector<std::string> unfinished_spooled(const std::string& folder) {
  std::vector<std::string> paths;
  if (folder.empty()) return paths;
  remove_where(folder, [&](const Path& path) {
    if (is_unfinished(path)) paths.push_back(path.string());
    return false;
  });
  return paths;
}

bool remove_old_spooled(const std::string& folder) {
  if (folder.empty()) return true;
  const auto oldest =
      std::filesystem::file_time_type::clock::now() - std::chrono::milliseconds(limits::kMailSpoolKeptMs);
  return remove_where(folder, [&](const Path& path) {
    std::error_code gone;
    const auto written = std::filesystem::last_write_time(path, gone);
    return !gone && written < oldest;
  });
}

}  // namespace undersigned::mail
