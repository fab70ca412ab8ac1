// The words of the consents that a signature holds by their ids.
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

// In the reader's language, if the campaign still says what was agreed to; empty otherwise. `entry` may be null.
std::string consent_text(const Entry* entry, const CheckedSignature& signature, std::string_view id, Locale locale);

// Of every consent given; the id where there are no words any more.
std::vector<std::string> consent_texts(const Entry* entry, const CheckedSignature& signature, Locale locale);

}  // namespace undersigned::campaigns
