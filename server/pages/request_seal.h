// The address at which the page that waits for a code is found again, so that a reload, or a phone that dropped the
// page while its reader looked for the mail, comes back to it: /p/{slug}/pending?r=...
//
// What stands there is sealed, and no word of what was typed is in it: the keys by which the store knows the request
// (signing::RequestName), and the time. It is as long for everybody, works for limits::kPendingPageMs, and opens
// nothing: who has it can type codes, as often as anybody may, and ask for the mail again.
//
// Safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"
#include "server/signing/confirm.h"

namespace undersigned::pages {

// `key` is that of KeyPurpose::PendingPage.
std::string seal_request(const crypto::Key& key, const signing::RequestName& request, std::int64_t now_ms);

// Nothing for what is not ours, or too old.
std::optional<signing::RequestName> unseal_request(const crypto::Key& key, std::string_view sealed,
                                                   std::int64_t now_ms);

}  // namespace undersigned::pages
