// The share picture of a campaign: which one it is now, and where it stands.
//
// Its words are those of the page's own view, its count is rounded by share_image_count(), so that a crowd does not
// make a new picture with every signature. It is in the reader's language where the campaign is, else in the campaign's
// own, so that all of it is in one. Safe to call from any thread.
#pragma once

#include <optional>
#include <string>

#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "server/previews/share_image.h"
#include "shared/locale/locale.h"

namespace undersigned::pages {

struct CampaignPicture {
  previews::ShareImage image;
  std::string version;
  std::string file;  // "share-{version}.png"
  std::string path;  // "/p/{slug}/share-{version}.png?lang=es"
  std::string alt;   // what it says
};

// Nothing on a machine that cannot draw any (previews::can_draw_share_images()).
std::optional<CampaignPicture> campaign_picture(const api::Services& services, const campaigns::Entry& entry,
                                                Locale reader);

}  // namespace undersigned::pages
