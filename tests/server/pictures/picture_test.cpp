#include "server/pictures/picture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "server/limits.h"

using namespace undersigned;
using namespace undersigned::pictures;

namespace {

std::string demo_picture() {
  std::ifstream file(UNDERSIGNED_DEMO_PICTURE, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string jpeg(int width, int height) {
  const std::vector<unsigned char> pixels(static_cast<std::size_t>(width * height) * 4, 0x80);
  const Result<std::string> made = encode_jpeg(pixels.data(), width, height);
  REQUIRE(made.ok());
  return *made;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string refusal(std::string_view bytes) {
  const auto made = make_picture(bytes);
  return made ? "it was accepted" : made.error().words;
}

// Claims another size in the JPEG's frame header (ISO/IEC 10918-1, B.2.2).
std::string claiming(std::string bytes, unsigned side) {
  const std::size_t frame = bytes.find("\xFF\xC0");
  REQUIRE(frame != std::string::npos);
  for (const std::size_t at : {frame + 5, frame + 7}) {
    bytes[at] = static_cast<char>(side >> 8U);
    bytes[at + 1] = static_cast<char>(side & 0xFFU);
  }
  return bytes;
}

}  // namespace

TEST_CASE("a picture becomes WebP and JPEG in three widths, and a PNG for the share picture") {
  const auto made = make_picture(demo_picture());
  REQUIRE(made.ok());
  CHECK(made->width == 1600);
  CHECK(made->height == 900);
  CHECK(made->id.size() == 16);
  std::vector<std::string> files;
  for (const Version& version : made->versions) {
    files.push_back(version.file.substr(made->id.size()));
    CHECK(version.file.starts_with(made->id));
    CAPTURE(version.file);
    if (version.file.ends_with(".webp")) CHECK(version.bytes.substr(8, 4) == "WEBP");
    if (version.file.ends_with(".jpg")) CHECK(version.bytes.starts_with("\xFF\xD8\xFF"));
    CHECK(version.bytes.size() < 200'000);
  }
  CHECK(files == std::vector<std::string>{"-480.webp", "-480.jpg", "-960.webp", "-960.jpg", "-1600.webp", "-1600.jpg",
                                          "-share.png"});
  CHECK(make_picture(demo_picture())->id == made->id);
}

TEST_CASE("a small picture is never made larger") {
  const auto made = make_picture(jpeg(700, 500));
  REQUIRE(made.ok());
  CHECK(made->width == 700);
  CHECK(made->versions.front().file == made->id + "-480.webp");
  CHECK(made->versions[2].file == made->id + "-700.webp");
  CHECK(made->versions.size() == 5);
}

TEST_CASE("nothing that is not pixels comes through: no comment, place or camera") {
  std::string bytes = jpeg(700, 500);
  const std::string secret = "taken at 12 Elm Street";
  std::string comment("\xFF\xFE", 2);
  comment += {static_cast<char>(0), static_cast<char>(secret.size() + 2)};
  bytes.insert(2, comment + secret);
  const auto made = make_picture(bytes);
  REQUIRE(made.ok());
  for (const Version& version : made->versions) CHECK_FALSE(contains(version.bytes, "Elm Street"));
}

TEST_CASE("what is no picture, or no good one, is refused with what to do") {
  CHECK(contains(refusal(""), "is not a JPEG, PNG or WebP picture"));
  CHECK(contains(refusal("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"900\"/>"), "is not a JPEG"));
  CHECK(contains(refusal("GIF89a"), "is not a JPEG"));
  CHECK(contains(refusal("%PDF-1.7"), "is not a JPEG"));
  CHECK(contains(refusal("\xFF\xD8\xFF<svg"), "is damaged"));
  const std::string whole = demo_picture();
  CHECK(contains(refusal(std::string_view(whole).substr(0, whole.size() / 2)), "is damaged"));
  const std::string photo = jpeg(900, 700);
  CHECK(contains(refusal(std::string_view(photo).substr(0, photo.size() / 2)), "is damaged"));
  CHECK(contains(refusal(jpeg(300, 300)), "must be at least 320 pixels wide"));
  CHECK(contains(refusal(jpeg(1000, 300)), "more than 3 times as long"));
}

TEST_CASE("sizes are checked before anything is decoded") {
  CHECK(contains(refusal(claiming(jpeg(400, 400), 60'000)), "has 60000 x 60000 pixels, more than 50 million"));
  CHECK(contains(refusal(claiming(jpeg(400, 400), 8'000)), "has 8000 x 8000 pixels, more than 50 million"));
  const std::string large = "\xFF\xD8\xFF" + std::string(limits::kPictureFileBytesMax, 'x');
  CHECK(contains(refusal(large), "has more than 20 MB"));
}

TEST_CASE("a picture of ours keeps its colours as a JPEG") {
  std::vector<unsigned char> pixels;
  for (int i = 0; i < 64 * 64; ++i) {
    const std::uint32_t orange = 0xE89C55;
    const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(&orange));
    pixels.insert(pixels.end(), bytes, bytes + sizeof(orange));
  }
  const Result<std::string> made = encode_jpeg(pixels.data(), 64, 64);
  REQUIRE(made.ok());
  // The frame header: 8 bits, the size, three components (ISO/IEC 10918-1, B.2.2).
  const std::size_t frame = made->find("\xFF\xC0");
  REQUIRE(frame != std::string::npos);
  CHECK(made->at(frame + 9) == 3);
}
