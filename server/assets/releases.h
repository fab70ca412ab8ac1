// The widget's files of this release and of those before it. A page that names a version, perhaps with its integrity,
// loads the same bytes after an upgrade as before: each release's files are copied into the data folder when a server
// first starts with them (DATA/widget/VERSION/), and served from there until the operator removes that folder.
//
// Immutable after opening; read from any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/assets/assets.h"

namespace undersigned::assets {

class Releases {
 public:
  // `folder` is where `current` was loaded from, `data` the data folder. What cannot be copied or read is left out, and
  // said in problems().
  Releases(Assets current, const std::string& folder, const std::string& data);

  [[nodiscard]] const Assets& current() const { return current_; }

  // Null for a version that is not here.
  [[nodiscard]] const Assets* find(std::string_view version) const;

  // Sentences for the log.
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

 private:
  void keep_current(const std::string& folder);

  Assets current_;
  std::string kept_;  // the folder of all releases
  std::map<std::string, Assets, std::less<>> earlier_;
  std::vector<std::string> problems_;
};

// The versions that are kept in a data folder, the newest first, at most limits::kWidgetReleasesMax. Throws nothing.
std::vector<std::string> kept_releases(const std::string& data);

}  // namespace undersigned::assets
