#include <string>
#include <string_view>

#include "server/previews/share_image.h"
#include "shared/hash/sha256.h"

namespace undersigned::previews {
namespace {

// Increase it with every change of the drawing, so that cached pictures get a new address.
constexpr int kLook = 2;
constexpr std::size_t kVersionBytes = 8;

// Adds the length first, so that different lists of parts have different hashes.
void add(Sha256& hash, std::string_view part) {
  hash.update(std::to_string(part.size()));
  hash.update(":");
  hash.update(part);
}

}  // namespace

std::uint64_t share_image_count(std::uint64_t count) {
  std::uint64_t step = 1;
  while (count / step >= 100) step *= 10;
  return count - count % step;
}

std::string image_version(const ShareImage& image) {
  Sha256 hash;
  add(hash, std::to_string(kLook));
  for (const std::string* text :
       {&image.kicker, &image.title, &image.count_line, &image.goal_line, &image.site, &image.locale_tag}) {
    add(hash, *text);
  }
  if (!image.photo_id.empty()) add(hash, image.photo_id);
  add(hash, std::to_string(image.percent));
  add(hash, image.direction == Direction::RightToLeft ? "rtl" : "ltr");
  const theme::Palette& palette = image.palette;
  for (const theme::Rgb colour : {palette.paper, palette.ink, palette.quiet, palette.accent, palette.accent_soft}) {
    add(hash, std::to_string(colour));
  }
  return to_hex(hash.finish().data(), kVersionBytes);
}

}  // namespace undersigned::previews
