#include "server/assets/releases.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "server/limits.h"

namespace undersigned::assets {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = ".new";

std::string folder_of_releases(const std::string& data) {
  return data + "/widget";
}

// Copies under another name and renames, so a folder with its own name is complete.
std::error_code copy_folder(const std::string& from, const std::string& to) {
  const std::string unfinished = to + std::string(kUnfinished);
  std::error_code failed;
  fs::remove_all(unfinished, failed);
  fs::create_directories(fs::path(to).parent_path(), failed);
  if (!failed) fs::copy(from, unfinished, failed);
  if (!failed) fs::rename(unfinished, to, failed);
  if (failed) {
    std::error_code ignored;
    fs::remove_all(unfinished, ignored);
  }
  return failed;
}

}  // namespace

Releases::Releases(Assets current, const std::string& folder, const std::string& data)
    : current_(std::move(current)), kept_(folder_of_releases(data)) {
  keep_current(folder);
  for (const std::string& version : kept_releases(data)) {
    if (version == current_.version()) continue;
    base::OperatorResult<Assets> loaded = Assets::load(kept_ + "/" + version);
    if (!loaded) {
      problems_.push_back(loaded.error().words);
    } else {
      earlier_.emplace(version, std::move(loaded).value());
    }
  }
}

void Releases::keep_current(const std::string& folder) {
  const std::string kept = kept_ + "/" + current_.version();
  std::error_code failed;
  if (fs::exists(kept, failed)) return;
  if (!failed) failed = copy_folder(folder, kept);
  if (failed) problems_.push_back("the widget files could not be copied to " + kept + ": " + failed.message());
}

const Assets* Releases::find(std::string_view version) const {
  if (version == current_.version()) return &current_;
  const auto found = earlier_.find(version);
  return found == earlier_.end() ? nullptr : &found->second;
}

std::vector<std::string> kept_releases(const std::string& data) {
  std::vector<std::pair<fs::file_time_type, std::string>> found;
  std::error_code failed;
  for (fs::directory_iterator at(folder_of_releases(data), failed); !failed && at != fs::directory_iterator();
       at.increment(failed)) {
    std::string name = at->path().filename().string();
    std::error_code unreadable;
    const fs::file_time_type time = fs::last_write_time(at->path() / "manifest.json", unreadable);
    if (!unreadable && !name.ends_with(kUnfinished)) found.emplace_back(time, std::move(name));
  }
  std::sort(found.rbegin(), found.rend());
  found.resize(std::min(found.size(), limits::kWidgetReleasesMax));
  std::vector<std::string> versions;
  versions.reserve(found.size());
  for (auto& [time, version] : found) versions.push_back(std::move(version));
  return versions;
}

}  // namespace undersigned::assets
