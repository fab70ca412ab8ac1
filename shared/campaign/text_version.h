// The text version: a short hash of what a signer agrees to, so that every signature names the exact text.
#pragma once

#include <string>

#include "shared/campaign/campaign.h"

namespace undersigned {

// The first 16 hex digits of SHA-256 over kind, title, summary, body, targets, demands with their order, call script
// and consents, in all languages of the campaign. Together with the signature's locale it identifies the text that was
// shown. Also over the organizer's name, privacy notice and recipients, if an organizer is named: people agree to who
// gets their details (GDPR recital 42). The organizer's contact and address, updates, links, goals and labels do not
// change it. 64 bits distinguish versions of one campaign; they are no
// protection against somebody who can edit the campaign.
std::string text_version(const Campaign& campaign);

}  // namespace undersigned
