// Draws share pictures on a thread of its own and caches the most recently used. One version is drawn once, however
// many ask for it: when a post spreads, all networks fetch the picture in the same second.
//
// Thread-safe. At most limits::kSharePicturesKept are cached, limits::kSharePicturesWaiting wait to be drawn, and
// limits::kSharePictureAskersMax wait for the same one.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

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
  struct Kept {
    std::string version;
    http::Body png;
  };
  struct Waiting {
    std::string version;
    ShareImage image;
    std::vector<Done> askers;
  };

  void run();
  http::Body find_cached(std::string_view version);
  bool add_asker(const std::string& version, const ShareImage& image, Done& done);
  void keep(const std::string& version, const http::Body& png);

  const Draw draw_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Waiting> waiting_;  // the first is being drawn
  std::list<Kept> kept_;         // most recently used first
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace undersigned::previews
