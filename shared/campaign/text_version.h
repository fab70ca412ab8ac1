// The text version: a short hash of what a signer agrees to, so that every signature says which words it was given for.
#pragma once

#include <string>

#include "shared/campaign/campaign.h"

namespace undersigned {

// The first 16 hex digits of SHA-256 over kind, title, summary, body, targets, demands with their order, call script
// and consents, in every language the campaign has: with the signature's locale it names the very words that were
// shown. Updates, links, goals and labels do not change it. 64 bits tell versions of one campaign apart; they are no
// protection against someone who can edit the campaign.
std::string text_version(const Campaign& campaign);

}  // namespace undersigned
