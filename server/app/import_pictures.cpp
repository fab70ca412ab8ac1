#include "server/app/import_pictures.h"

#include <filesystem>
#include <fstream>
#include <utility>

#include "server/base/operator_error.h"
#include "server/limits.h"
#include "server/pictures/picture.h"

namespace undersigned::app {
namespace {

// One byte more than allowed is enough to see that it is too large.
base::OperatorResult<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes(limits::kPictureFileBytesMax + 1, '\0');
  if (in.is_open()) in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in.is_open() || in.bad() || (in.fail() && !in.eof())) {
    return base::OperatorError{"cannot be read: " + path.string() + " must be a file that this user may read"};
  }
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

base::OperatorResult<pictures::MadePicture> make(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  return pictures::make_picture(*bytes);
}

}  // namespace

ImportedPictures import_pictures(CampaignFile& file, const std::string& file_path) {
  const std::filesystem::path folder = std::filesystem::path(file_path).parent_path();
  ImportedPictures imported;
  for (std::size_t i = 0; i < file.campaigns.size(); ++i) {
    Picture& picture = file.campaigns[i].picture;
    if (picture.file.empty()) continue;
    auto made = make(folder / picture.file);
    if (!made) {
      imported.problems.push_back({"campaigns[" + std::to_string(i) + "].picture.file", made.error().words});
      continue;
    }
    picture.id = made->id;
    picture.width = made->width;
    picture.height = made->height;
    for (pictures::Version& version : made.value().versions) {
      imported.versions.push_back({std::move(version.file), std::move(version.bytes)});
    }
  }
  return imported;
}

}  // namespace undersigned::app
