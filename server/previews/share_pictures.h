// Draws share pictures on a thread of its own and caches the most recently used. One version is drawn once, however
// many ask for it: when a post spreads, all networks fetch the picture in the same second.
//
// Thread-safe. At most limits::kSharePicturesKept are cached, limits::kSharePicturesWaiting wait to be drawn, and
// limits::kSharePictureAskersMax wait for the same one.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "server/base/executor.h"
#include "server/base/lru_cache.h"
#include "server/base/mutex.h"
#include "server/http/message.h"
#include "server/previews/share_image.h"
#include "shared/result.h"

namespace undersigned::previews {

class SharePictures {
 public:
  using Draw = std::function<Result<std::string>(const ShareImage&)>;
  using Done = std::function<void(const Result<http::Body>&)>;

  explicit SharePictures(Draw draw = draw_share_image);
  SharePictures(const SharePictures&) = delete;
  SharePictures& operator=(const SharePictures&) = delete;

  // Calls back with Busy for every picture that has not been started.
  ~SharePictures();

  // The PNG of `image`, whose image_version() is `version`. `done` is called once, before this returns or on the
  // drawing thread. Errors: Busy (too many waiting), or those of drawing. A picture that failed is drawn again when
  // asked for.
  void get(const std::string& version, const ShareImage& image, Done done);

 private:
  void draw(const std::string& version, const ShareImage& image);
  bool add_asker(const std::string& version, const ShareImage& image, Done& done) REQUIRES(mutex_);

  const Draw draw_;
  base::Mutex mutex_;
  std::map<std::string, std::vector<Done>> askers_ GUARDED_BY(mutex_);  // of versions that wait or are being drawn
  base::LruCache<std::string, http::Body> kept_ GUARDED_BY(mutex_);     // by version
  base::Executor executor_;
};

}  // namespace undersigned::previews
