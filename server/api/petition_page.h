// A campaign in the form that the view needs: from the catalog, with the recent signers and the day.
//
// Safe to call from any thread. The page refers to `entry`, which must outlive it.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "server/campaigns/response_cache.h"
#include "server/store/reading_store.h"
#include "shared/locale/locale.h"
#include "shared/view/petition_view.h"

namespace undersigned::api {

// A signer as views show them.
view::RecentSigner to_view(store::PublicSigner signer);

// Without body and recent signers: enough for the count and the thank-you view.
view::PetitionPage short_page(const Services& services, const campaigns::Entry& entry, Locale locale);

// The complete page. Reads the recent signers from the store.
Result<view::PetitionPage> make_petition_page(const Services& services, const campaigns::Entry& entry, Locale locale,
                                              view::Heading heading);

// Makes it a partner's page: its links name the partner, and its count shows how many came through them, read from the
// store. If that fails, the page is unchanged.
Status add_partner(const Services& services, const campaigns::Entry& entry, std::string_view id, std::string_view name,
                   view::PetitionPage& page);

// The current revision of documents about one campaign, or about all.
campaigns::Revision revision_of(const Services& services, const campaigns::Entry& entry);
campaigns::Revision revision_of(const Services& services, const campaigns::Snapshot& snapshot);

// All published campaigns for a directory: open ones first, otherwise in the store's order.
std::vector<view::DirectoryEntry> directory_entries(const Services& services, const campaigns::Snapshot& snapshot,
                                                    Locale locale);

}  // namespace undersigned::api
