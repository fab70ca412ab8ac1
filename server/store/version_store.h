// The versions of a campaign: every text that was saved, who saved it and when. The newest published one is what people
// see; later ones are drafts.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/campaign_store.h"
#include "shared/campaign/campaign.h"
#include "shared/result.h"

namespace undersigned::store {

enum class VersionKind : std::uint8_t {
  Autosaved = 0,  // the next version of the same author takes its place
  Saved = 1,
  Published = 2,
};

struct VersionHead {
  std::int64_t number = 0;  // counts from 1 in each campaign; some may be missing
  VersionKind kind = VersionKind::Published;
  std::string author;        // user name; empty: a command
  std::int64_t time_ms = 0;  // 0: published before versions were kept
};

struct CampaignVersion {
  VersionHead head;
  std::string document;  // JSON; a draft's may be incomplete
};

struct PublishedCampaign {
  Campaign campaign;
  std::int64_t newest = 0;  // number of the newest version, which may be a later draft
};

struct NewDraft {
  std::string campaign;  // slug
  std::string document;
  VersionKind kind = VersionKind::Saved;  // or Autosaved
  SavedBy saved;
  std::int64_t based_on = 0;  // the newest version that the author has seen
};

class VersionStore {
 public:
  virtual ~VersionStore() = default;

  // Adds a campaign that is a draft, with its first version. Duplicate if there is one with this slug; TooMany.
  virtual Status add_campaign(const Campaign& draft, const SavedBy& saved) = 0;

  // Newest first, below the number `before`. Empty if there is no such campaign.
  virtual Result<std::vector<VersionHead>> versions(std::string_view campaign, std::optional<std::int64_t> before,
                                                    std::size_t rows) = 0;
  // The newest if `number` is 0; NotFound.
  virtual Result<CampaignVersion> version(std::string_view campaign, std::int64_t number) = 0;

  // What people see. NotFound; BadBody if it is damaged in the database.
  virtual Result<PublishedCampaign> published(std::string_view campaign) = 0;

  // save_draft() keeps the document, publish() also makes it what people see. Both return the new version's number.
  // NewerVersion if `based_on` is not the newest: somebody else has saved since. NotFound if there is no such campaign.
  // Of more than limits::kCampaignVersionsMax versions the oldest are deleted, drafts first.
  virtual Result<std::int64_t> save_draft(const NewDraft& draft) = 0;
  virtual Result<std::int64_t> publish(const Campaign& campaign, const SavedBy& saved, std::int64_t based_on) = 0;
};

}  // namespace undersigned::store
