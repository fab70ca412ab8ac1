// A campaign as the view tree wants it: what the catalog holds, the recent signers of the store, the day.
//
// Safe to call from any thread. The page refers into `entry`, which must outlive it.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "server/campaigns/response_cache.h"
#include "shared/locale/locale.h"
#include "shared/view/petition_view.h"

namespace undersigned::api {

// Without story and recent signers: enough for the count and the thanks.
view::PetitionPage short_page(const Services& services, const campaigns::Entry& entry, Locale locale);

// The whole, as of now; reads the recent signers from the store.
Result<view::PetitionPage> whole_page(const Services& services, const campaigns::Entry& entry, Locale locale,
                                      view::Heading heading);

// Makes it a partner's page: its links name the partner, and its count says what came through them, which is read from
// the store. Where that fails the page is left as it was.
Status add_partner(const Services& services, const campaigns::Entry& entry, std::string_view id, std::string_view name,
                   view::PetitionPage& page);

// What documents about a campaign, or about all, are made from at this moment.
campaigns::Revision revision_of(const Services& services, const campaigns::Entry& entry);
campaigns::Revision revision_of(const Services& services, const campaigns::Snapshot& snapshot);

// Every published campaign for a directory: those that take signatures first, as the store has them.
std::vector<view::DirectoryEntry> directory_entries(const Services& services, const campaigns::Snapshot& snapshot,
                                                    Locale locale);

}  // namespace undersigned::api
