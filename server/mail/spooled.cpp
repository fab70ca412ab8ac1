#include "server/mail/spooled.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string_view>
#include <system_error>

#include "server/crypto/random.h"
#include "server/limits.h"
#include "server/mail/header.h"

namespace undersigned::mail {
namespace {

using Path = std::filesystem::path;

// SpoolTransport's names: ".<id>.tmp".
bool is_unfinished(const Path& path) {
  const std::string name = path.filename().string();
  return name.size() == 1 + crypto::kPublicIdChars + 4 && name.front() == '.' && name.ends_with(".tmp");
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

// The "To:" field of the mail, unfolded.
std::string recipient_of(const Path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string to;
  bool found = false;
  for (std::string line; std::getline(in, line) && line != "\r";) {
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (found && !folded) break;
    if (!found && line.rfind("To:", 0) != 0) continue;
    found = true;
    to += line;
  }
  while (!to.empty() && (to.back() == '\r' || to.back() == ' ')) to.pop_back();
  return to;
}

bool goes_to(const Path& path, const std::vector<std::string>& specs) {
  const std::string to = recipient_of(path);
  return std::any_of(specs.begin(), specs.end(), [&](const std::string& spec) {
    return to.ends_with("<" + spec + ">") || to.ends_with(" " + spec);
  });
}

}  // namespace

bool remove_spooled(const std::string& folder, const std::vector<std::string>& addresses) {
  if (folder.empty() || addresses.empty()) return true;
  std::vector<std::string> specs;
  std::transform(addresses.begin(), addresses.end(), std::back_inserter(specs),
                 [](const std::string& address) { return address_spec(address); });
  return remove_where(folder, [&](const Path& path) { return goes_to(path, specs); });
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
