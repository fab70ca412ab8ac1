// The signatures of one mailbox as their owner sees them, on the page and as a file. Safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "server/api/services.h"
#include "server/store/store.h"
#include "shared/locale/locale.h"
#include "shared/view/my_view.h"

namespace undersigned::pages {

// In the reader's words.
std::vector<view::MySignature> shown(const api::Services& services,
                                     const std::vector<store::SignatureRecord>& signatures, Locale locale);

// Everything that is kept, and no key of ours: {"signatures":[{"campaign","title","url","status","signed_at","kind",
// "name","organization","role","email","postcode","country","phone","comment","visibility",
// "consents":[{"id","text","withdrawn_at"}],"text_version","language","source":{"partner","origin","page","utm_source",
// "utm_medium","utm_campaign"},"erased"}]}. Times are RFC 3339 in UTC. A consent's text is there as long as it is the
// one that was agreed to, and withdrawn_at where it was withdrawn.
std::string as_json(const api::Services& services, const std::vector<store::SignatureRecord>& signatures,
                    Locale locale);

}  // namespace undersigned::pages
