// The pixels of a PNG, for tests.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/previews/share_image.h"

namespace undersigned::previews {

struct Bounds {
  int left = 0, top = 0, right = -1, bottom = -1;  // inclusive; right < left if empty

  [[nodiscard]] bool empty() const { return right < left; }
};

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<theme::Rgb> pixels;

  [[nodiscard]] theme::Rgb at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
  // The bounds of everything that is not paper, in the rows from `top` to before `bottom`.
  [[nodiscard]] Bounds ink(int top, int bottom) const;

  friend bool operator==(const Picture& a, const Picture& b) { return a.pixels == b.pixels; }
};

// Width 0 if `png` is not a PNG.
Picture decode(const std::string& png);

// Fails the test if there is no picture.
Picture draw(const ShareImage& image);

// A picture with all its texts, in English.
ShareImage example();

}  // namespace undersigned::previews
