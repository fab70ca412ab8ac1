// The public API's JSON documents, each for one language.
//
//   view      {"slug","lang","dir","title","accent","view":[tree]}
//   form      {"rules","messages":{},"words":{}}
//   count     {"slug","lang","dir","confirmed","offline","goal","percent","open","accent","thanks","view":[tree]}; with
//             ?partner= of a known partner also "partner" and "by_partner"
//   signers   {"slug","signers":[{"name","organization","country","comment","signed_at"}]}
//   thanks    {"lang","dir","confirmed","view":[tree]}
//   pending   {"lang","dir","pending":true,"view":[tree]}
//   resent    {"lang","dir","view":[tree]}
//   directory {"lang","dir","title","view":[tree]}
//   campaigns {"campaigns":[{"slug","kind","status","title","summary","url","open","confirmed","goal"}]}
//
// The form document is needed only once somebody begins to fill in the form: `messages` holds all error texts of fields
// ("name.required"), `words` the loader's own texts, `rules` what the form core reads. `accent` is a style sheet,
// missing if the campaign has no accent of its own. "signed_at" is the UTC day in milliseconds since 1970. Trees are as
// in shared/view/node.h. Errors are the store's. Safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/petition_view.h"

namespace undersigned::api {

Result<std::string> view_document(const Services& services, const campaigns::Entry& entry, Locale locale,
                                  view::Signing signing = view::Signing::Here);
std::string form_document(const campaigns::Entry& entry, Locale locale);
Result<std::string> signers_document(const Services& services, const campaigns::Entry& entry);
std::string count_document(const Services& services, const campaigns::Entry& entry, Locale locale);
Result<std::string> partner_count_document(const Services& services, const campaigns::Entry& entry, Locale locale,
                                           const Partner& partner);
// What its links to share lead to: a partner's id to put into them, and that partner's page (sender.h); empty: none.
struct SharedLinks {
  std::string partner;
  std::string page;
};
std::string thanks_document(const Services& services, const campaigns::Entry& entry, Locale locale,
                            const SharedLinks& shared);
std::string pending_document(const Services& services, const campaigns::Entry& entry, Locale locale);
std::string resent_document(Locale locale);
std::string directory_document(const Services& services, const campaigns::Snapshot& snapshot, Locale locale);
std::string campaigns_document(const Services& services, const campaigns::Snapshot& snapshot, Locale locale);

}  // namespace undersigned::api
