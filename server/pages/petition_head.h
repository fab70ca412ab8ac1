// A petition's page for programs: link previews, structured data for search engines, and the link to its oEmbed card.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>

#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "server/pages/document.h"
#include "shared/view/petition_view.h"

namespace undersigned::pages {

// Elements for the head of `document`, which shows `page`. The preview's address keeps the partner, so that readers
// count for them; the canonical one does not.
std::string petition_head(const api::Services& services, const campaigns::Entry& entry, const view::PetitionPage& page,
                          const Document& document);

}  // namespace undersigned::pages
