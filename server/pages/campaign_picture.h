// The current share picture of a campaign and its address.
//
// Its texts are those of the page's view. Its count is rounded by share_image_count(), so that a crowd does not cause a
// new picture with every signature. It is in the reader's language if the campaign's texts are, otherwise completely in
// the campaign's own. Safe to call from any thread.
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
  std::string file;        // "share-{version}.png", or .jpg with the campaign's picture
  std::string media_type;  // "image/png"
  std::string path;        // "/p/{slug}/share-{version}.png?lang=es"
  std::string alt;         // describes the picture
};

// Nothing if this machine cannot draw pictures (previews::can_draw_share_images()).
std::optional<CampaignPicture> campaign_picture(const api::Services& services, const campaigns::Entry& entry,
                                                Locale reader);

}  // namespace undersigned::pages
