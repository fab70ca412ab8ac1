#include "server/previews/share_pictures.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>

#include "server/limits.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using undersigned::testing::eventually;

namespace {

// Blocks until `release` is set; the picture is then its title.
struct BlockedDrawing {
  std::promise<void> release;
  std::shared_future<void> opened = release.get_future().share();
  std::atomic<int> drawn{0};

  previews::SharePictures::Draw draw() {
    return [this](const previews::ShareImage& image) -> Result<std::string> {
      opened.wait();
      ++drawn;
      if (image.title == "bad") return Error{ErrorCode::TooLong};
      return image.title;
    };
  }
};

previews::ShareImage titled(const std::string& title) {
  previews::ShareImage image;
  image.title = title;
  return image;
}

}  // namespace

TEST_CASE("a picture that many ask for at once is drawn once, and then kept") {
  BlockedDrawing drawing;
  previews::SharePictures pictures(drawing.draw());
  std::atomic<int> answered{0};
  for (int i = 0; i < 100; ++i) {
    pictures.get("v1", titled("one"),
                 [&](const Result<http::Body>& png) { answered += *png.value() == "one" ? 1 : 0; });
  }
  drawing.release.set_value();
  CHECK(eventually([&] { return answered == 100; }));
  pictures.get("v1", titled("one"), [&](const Result<http::Body>&) { ++answered; });
  CHECK(answered == 101);
  CHECK(drawing.drawn == 1);
}

TEST_CASE("more pictures than may wait are refused at once") {
  BlockedDrawing drawing;
  std::atomic<int> busy{0};
  std::atomic<int> done{0};
  const auto count = [&](const Result<http::Body>& png) { png.ok() ? ++done : ++busy; };
  previews::SharePictures pictures(drawing.draw());
  for (std::size_t i = 0; i < limits::kSharePicturesWaiting + 3; ++i) {
    pictures.get(std::to_string(i), titled("x"), count);
  }
  CHECK(busy == 3);
  for (std::size_t i = 0; i < limits::kSharePictureAskersMax; ++i) pictures.get("0", titled("x"), count);
  CHECK(busy == 4);
  drawing.release.set_value();
  CHECK(eventually(
      [&] { return done == static_cast<int>(limits::kSharePicturesWaiting + limits::kSharePictureAskersMax - 1); }));
}

TEST_CASE("of more pictures than are kept, the one not asked for longest goes") {
  BlockedDrawing drawing;
  drawing.release.set_value();
  previews::SharePictures pictures(drawing.draw());
  std::atomic<int> answered{0};
  const auto get = [&](const std::string& version) {
    const int before = answered;
    pictures.get(version, titled("x"), [&](const Result<http::Body>&) { ++answered; });
    REQUIRE(eventually([&] { return answered == before + 1; }));
  };
  for (std::size_t i = 0; i < limits::kSharePicturesKept; ++i) get(std::to_string(i));
  get("0");
  get("new");
  CHECK(drawing.drawn == static_cast<int>(limits::kSharePicturesKept) + 1);
  get("0");
  CHECK(drawing.drawn == static_cast<int>(limits::kSharePicturesKept) + 1);
  get("1");
  CHECK(drawing.drawn == static_cast<int>(limits::kSharePicturesKept) + 2);
}

TEST_CASE("a drawing that failed is tried again when asked for again") {
  BlockedDrawing drawing;
  drawing.release.set_value();
  previews::SharePictures pictures(drawing.draw());
  std::atomic<int> failed{0};
  const auto count = [&](const Result<http::Body>& png) { failed += png.ok() ? 0 : 1; };
  pictures.get("v", titled("bad"), count);
  REQUIRE(eventually([&] { return failed == 1; }));
  pictures.get("v", titled("bad"), count);
  CHECK(eventually([&] { return failed == 2; }));
  CHECK(drawing.drawn == 2);
}

TEST_CASE("whoever waits when the server stops is told so") {
  BlockedDrawing drawing;
  int done = 0;
  int busy = 0;
  {
    previews::SharePictures pictures(drawing.draw());
    for (const char* version : {"a", "b", "c"}) {
      pictures.get(version, titled("x"), [&](const Result<http::Body>& png) { png.ok() ? ++done : ++busy; });
    }
    drawing.release.set_value();
  }
  CHECK(done + busy == 3);
}
