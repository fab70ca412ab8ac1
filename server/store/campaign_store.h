// Campaigns and partners, with their counts.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/signature.h"
#include "shared/campaign/campaign.h"
#include "shared/result.h"

namespace undersigned::store {

struct StoredCampaign {
  Campaign campaign;
  std::string text_version;
};

// A version of a campaign's picture (shared/campaign/picture.h).
struct PictureVersion {
  std::string file;  // "0123456789abcdef-960.webp"
  std::string bytes;
};

// Who saves a campaign, and when.
struct SavedBy {
  std::string author;  // user name; empty: a command
  std::int64_t time_ms = 0;
};

class CampaignStore {
 public:
  virtual ~CampaignStore() = default;

  // Adds or replaces by slug and id, in one transaction. `pictures` are the versions of the campaigns' pictures; those
  // that no version of a campaign has any more are removed. A campaign that changes gets a new published version
  // (version_store.h).
  virtual Status import_campaigns(const std::vector<Campaign>& campaigns, const std::vector<Partner>& partners,
                                  const std::vector<PictureVersion>& pictures = {}, const SavedBy& saved = {}) = 0;
  virtual Result<std::vector<StoredCampaign>> campaigns() = 0;
  virtual Result<std::vector<Partner>> partners() = 0;
  // The bytes of a PictureVersion; NotFound.
  virtual Result<std::string> picture(std::string_view file) = 0;

  // The counts of every campaign, by slug.
  virtual Result<std::map<std::string, Counts>> counts() = 0;

  // Changes whenever campaigns, partners or counts were changed by anything but sign() and confirm(), in this process
  // or another. What was read before is then out of date.
  virtual Result<std::int64_t> data_version() = 0;
};

}  // namespace undersigned::store
