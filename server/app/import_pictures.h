// Reads the pictures that a campaign file names, and makes the versions that are shown.
#pragma once

#include <string>
#include <vector>

#include "server/store/campaign_store.h"
#include "shared/json/campaign_json.h"

namespace undersigned::app {

struct PictureProblem {
  std::string path;   // "campaigns[0].picture.file"
  std::string words;  // "is not a JPEG, PNG or WebP picture: save it as one of these"
};

struct ImportedPictures {
  std::vector<store::PictureVersion> versions;
  std::vector<PictureProblem> problems;  // empty: all are made
};

// Sets the pictures' ids and sizes in `file`, whose path is `file_path`: pictures are in its folder or below.
ImportedPictures import_pictures(CampaignFile& file, const std::string& file_path);

}  // namespace undersigned::app
