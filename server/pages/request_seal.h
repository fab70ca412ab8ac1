// The address of the page that waits for a code, /p/{slug}/pending?r=..., so that a reload finds it, or a phone that
// dropped the page while its reader looked for the mail.
//
// The parameter is sealed and holds nothing that was typed: only the store's keys for the request
// (signing::RequestName), and the time. It has the same length for everybody, is valid for limits::kPendingPageMs, and
// opens nothing: its holder can only type codes, within the usual limits, and ask for the mail again.
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

// `key` is the key of KeyPurpose::PendingPage.
std::string seal_request(const crypto::Key& key, const signing::RequestName& request, std::int64_t now_ms);

// Nothing if it is malformed or too old.
std::optional<signing::RequestName> unseal_request(const crypto::Key& key, std::string_view sealed,
                                                   std::int64_t now_ms);

}  // namespace undersigned::pages
