// What a petition's page says of itself to programs: previews for chats and networks, structured data for search
// engines, and where its oEmbed card is.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>

#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "server/pages/document.h"
#include "shared/view/petition_view.h"

namespace undersigned::pages {

// Elements for the head of `document`, which shows `page`. Its address keeps the partner, so that whoever follows a
// preview is counted for them; what search engines keep does not.
std::string petition_head(const api::Services& services, const campaigns::Entry& entry, const view::PetitionPage& page,
                          const Document& document);

}  // namespace undersigned::pages
