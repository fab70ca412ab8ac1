// The texts of consents, which a signature stores by id.
//
// Safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/campaigns/catalog.h"
#include "shared/locale/locale.h"
#include "shared/signature/signature.h"

namespace undersigned::campaigns {

// In the reader's language, if the campaign still has the text that was agreed to; otherwise empty. `entry` may be
// null.
std::string consent_text(const Entry* entry, const CheckedSignature& signature, std::string_view id, Locale locale);

// Of every consent given; the id if the text no longer exists.
std::vector<std::string> consent_texts(const Entry* entry, const CheckedSignature& signature, Locale locale);

}  // namespace undersigned::campaigns
