// The widget's files: scripts, style sheets and WebAssembly, read into memory once when the server starts.
//
// The folder is written by web/build.mjs: the files, each with a .br beside it, and manifest.json with the version (a
// hash over all of them) and each file's integrity. gzip is made here, for the few clients that need it. Immutable
// after loading; read from any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/operator_error.h"
#include "server/campaigns/response_cache.h"

namespace undersigned::assets {

struct Asset {
  campaigns::CachedBody bytes;
  std::string media_type;
  std::string integrity;  // "sha512-...", for subresource integrity; empty for a picture
};

class Assets {
 public:
  // The files of the folder, or a sentence that says what is wrong with it.
  static base::OperatorResult<Assets> load(const std::string& folder);

  [[nodiscard]] const std::string& version() const { return version_; }

  // "manifest.json" or a name in it; null for any other.
  [[nodiscard]] const Asset* find(std::string_view name) const;

  // "/v/<version>/<name>", the address whose content never changes.
  [[nodiscard]] std::string url(std::string_view name) const;

  // The first file that does not match its integrity; empty if all do.
  [[nodiscard]] std::string first_damaged() const;

  // "" for a name that is not in the manifest.
  [[nodiscard]] std::string_view integrity(std::string_view name) const;

 private:
  std::string version_;
  std::map<std::string, Asset, std::less<>> files_;
};

}  // namespace undersigned::assets
