// The signatures of one mailbox as their signer sees them, on the page and as a file. Safe to call from any thread.
#pragma once

#include <string>

#include "server/api/services.h"
#include "server/store/store.h"
#include "shared/locale/locale.h"
#include "shared/view/my_view.h"

namespace undersigned::pages {

// In the reader's language.
view::MyList shown(const api::Services& services, const store::OwnSignatures& own, Locale locale);

// Everything stored, requests last, without internal keys: {"signatures":[{"campaign","title","url","status","signed_at","kind",
// "name","organization","role","email","postcode","country","phone","comment","visibility",
// "consents":[{"id","text","withdrawn_at"}],"text_version","language","source":{"partner","origin","page","utm_source",
// "utm_medium","utm_campaign"},"erased"}]}. Times are RFC 3339 in UTC. A consent has its text if the campaign still has
// the one that was agreed to, and withdrawn_at if it was withdrawn.
std::string as_json(const api::Services& services, const store::OwnSignatures& own, Locale locale);

}  // namespace undersigned::pages
