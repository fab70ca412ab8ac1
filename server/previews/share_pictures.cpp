#include "server/previews/share_pictures.h"

#include <algorithm>
#include <utility>

#include "server/limits.h"

namespace undersigned::previews {

SharePictures::SharePictures(Draw draw) : draw_(std::move(draw)), thread_([this] { run(); }) {}

SharePictures::~SharePictures() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
  for (const Waiting& waiting : waiting_) {
    for (const Done& done : waiting.askers) done(Error{ErrorCode::Busy});
  }
}

void SharePictures::get(const std::string& version, const ShareImage& image, Done done) {
  http::Body png;
  bool waits = false;
  {
    const std::lock_guard lock(mutex_);
    png = find_cached(version);
    waits = png == nullptr && add_asker(version, image, done);
  }
  if (png != nullptr) return done(png);
  if (!waits) return done(Error{ErrorCode::Busy});
  arrived_.notify_one();
}

http::Body SharePictures::find_cached(std::string_view version) {
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Kept& picture) { return picture.version == version; });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front().png;
}

// Takes `done` if it may wait.
bool SharePictures::add_asker(const std::string& version, const ShareImage& image, Done& done) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const Waiting& waiting) { return waiting.version == version; });
  if (found != waiting_.end()) {
    if (found->askers.size() >= limits::kSharePictureAskersMax) return false;
    found->askers.push_back(std::move(done));
    return true;
  }
  if (waiting_.size() >= limits::kSharePicturesWaiting) return false;
  waiting_.push_back({version, image, {}});
  waiting_.back().askers.push_back(std::move(done));
  return true;
}

void SharePictures::keep(const std::string& version, const http::Body& png) {
  kept_.push_front({version, png});
  if (kept_.size() > limits::kSharePicturesKept) kept_.pop_back();
}

void SharePictures::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    arrived_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    const ShareImage image = waiting_.front().image;
    lock.unlock();
    Result<std::string> drawn = draw_(image);
    Result<http::Body> png = drawn.ok()
                                 ? Result<http::Body>(std::make_shared<const std::string>(std::move(drawn).value()))
                                 : Result<http::Body>(drawn.error());
    lock.lock();
    const Waiting finished = std::move(waiting_.front());
    waiting_.pop_front();
    if (png.ok()) keep(finished.version, *png);
    lock.unlock();
    for (const Done& done : finished.askers) done(png);
    lock.lock();
  }
}

}  // namespace undersigned::previews
