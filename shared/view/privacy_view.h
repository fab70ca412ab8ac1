// Who gets the signers' details, and what happens with them (GDPR article 13): a sentence below the form, and a page
// with the rest, so that the form stays short.
#pragma once

#include <string>
#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"
#include "shared/view/petition_view.h"

namespace undersigned::view {

// The address of a campaign's privacy page, in a language.
std::string privacy_address(std::string_view base_url, std::string_view slug, Locale locale);

// "Your details go to ..." with a link to the privacy page. The link opens a new tab, as people may be typing.
Node privacy_line(const PetitionPage& page);

// The content of the privacy page.
Nodes privacy(const PetitionPage& page);

// Name, address and contact, as the <dd> elements of a list. The organizer must have a name.
Nodes organizer_items(const Organizer& organizer);

}  // namespace undersigned::view
