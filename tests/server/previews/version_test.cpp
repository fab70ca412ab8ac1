#include <doctest/doctest.h>

#include <set>
#include <string>

#include "tests/server/previews/picture.h"

namespace undersigned::previews {

TEST_CASE("the count of a share image keeps its two leading digits") {
  const struct {
    std::uint64_t count, shown;
  } vectors[] = {{0, 0},
                 {1, 1},
                 {99, 99},
                 {100, 100},
                 {101, 100},
                 {119, 110},
                 {1234, 1200},
                 {1299, 1200},
                 {1300, 1300},
                 {99999, 99000},
                 {100000, 100000},
                 {1234567, 1200000},
                 {UINT64_MAX, 18000000000000000000ULL}};
  for (const auto& vector : vectors) {
    CAPTURE(vector.count);
    CHECK(share_image_count(vector.count) == vector.shown);
  }
}

TEST_CASE("a crowd of a million makes less than 500 pictures") {
  std::set<std::uint64_t> shown;
  for (std::uint64_t count = 0; count <= 1'000'000; ++count) shown.insert(share_image_count(count));
  CHECK(shown.size() < 500);
}

TEST_CASE("the version of a share image is 16 hexadecimal digits and the same for the same picture") {
  const std::string version = image_version(example());
  CHECK(version.size() == 16);
  CHECK(version.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(image_version(example()) == version);
}

TEST_CASE("the version of a share image changes with everything that is drawn") {
  std::set<std::string> versions{image_version(example())};
  const auto changed = [&versions](auto change) {
    ShareImage image = example();
    change(image);
    return versions.insert(image_version(image)).second;
  };
  CHECK(changed([](ShareImage& image) { image.kicker += "!"; }));
  CHECK(changed([](ShareImage& image) { image.title += "!"; }));
  CHECK(changed([](ShareImage& image) { image.count_line = "1,300 have signed"; }));
  CHECK(changed([](ShareImage& image) { image.goal_line += "!"; }));
  CHECK(changed([](ShareImage& image) { image.site += "!"; }));
  CHECK(changed([](ShareImage& image) { image.percent = 52; }));
  CHECK(changed([](ShareImage& image) { image.direction = Direction::RightToLeft; }));
  CHECK(changed([](ShareImage& image) { image.locale_tag = "es"; }));
  CHECK(changed([](ShareImage& image) { image.palette.accent = 0x14663B; }));
}

TEST_CASE("words that move from one text to the next make another version") {
  ShareImage one = example();
  one.goal_line = "ab";
  one.site = "c";
  ShareImage other = example();
  other.goal_line = "a";
  other.site = "bc";
  CHECK(image_version(one) != image_version(other));
}

}  // namespace undersigned::previews
