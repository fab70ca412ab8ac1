#include "server/previews/share_pictures.h"

#include <chrono>
#include <memory>
#include <utility>

#include "server/limits.h"

namespace undersigned::previews {

SharePictures::SharePictures(Draw draw)
    : draw_(std::move(draw)),
      kept_(limits::kSharePicturesKept),
      executor_({.threads = 1, .lanes = 1, .waiting_max = limits::kSharePicturesWaiting}) {}

SharePictures::~SharePictures() {
  executor_.stop(std::chrono::milliseconds{0});
  for (const auto& [version, askers] : askers_) {
    for (const Done& done : askers) done(Error{ErrorCode::Busy});
  }
}

void SharePictures::get(const std::string& version, const ShareImage& image, Done done) {
  http::Body png;
  {
    const base::MutexLock lock(mutex_);
    if (const http::Body* kept = kept_.find(version)) {
      png = *kept;
    } else if (add_asker(version, image, done)) {
      return;
    }
  }
  if (png == nullptr) return done(Error{ErrorCode::Busy});
  done(png);
}

// Takes `done` if it may wait.
bool SharePictures::add_asker(const std::string& version, const ShareImage& image, Done& done) {
  if (const auto found = askers_.find(version); found != askers_.end()) {
    if (found->second.size() >= limits::kSharePictureAskersMax) return false;
    found->second.push_back(std::move(done));
    return true;
  }
  if (askers_.size() >= limits::kSharePicturesWaiting) return false;
  if (!executor_.submit([this, version, image] { draw(version, image); })) return false;
  askers_[version].push_back(std::move(done));
  return true;
}

void SharePictures::draw(const std::string& version, const ShareImage& image) {
  Result<std::string> drawn = draw_(image);
  Result<http::Body> png = drawn.ok()
                               ? Result<http::Body>(std::make_shared<const std::string>(std::move(drawn).value()))
                               : Result<http::Body>(drawn.error());
  std::vector<Done> askers;
  {
    const base::MutexLock lock(mutex_);
    askers = std::move(askers_[version]);
    askers_.erase(version);
    if (png.ok()) kept_.insert(version, *png);
  }
  for (const Done& done : askers) done(png);
}

}  // namespace undersigned::previews
