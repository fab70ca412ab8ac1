// The widget's files of this release and of earlier ones. A page that names a version, perhaps with its integrity,
// loads the same bytes after an upgrade. The first start with a release copies its files into the data folder
// (DATA/widget/VERSION/). They are served from there until the operator removes that folder.
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
  // `folder` is where `current` was loaded from, `data` the data folder. Files that cannot be copied or read are left
  // out; problems() says which.
  Releases(Assets current, const std::string& folder, const std::string& data);

  [[nodiscard]] const Assets& current() const { return current_; }

  // Null for an unknown version.
  [[nodiscard]] const Assets* find(std::string_view version) const;

  // Sentences for the log.
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

 private:
  void keep_current(const std::string& folder);

  Assets current_;
  std::string kept_;  // the folder with all releases
  std::map<std::string, Assets, std::less<>> earlier_;
  std::vector<std::string> problems_;
};

// The versions in a data folder, newest first, at most limits::kWidgetReleasesMax. Throws nothing.
std::vector<std::string> kept_releases(const std::string& data);

}  // namespace undersigned::assets
