// The page of suspicious signatures. It shows what a decision needs: name, organization, country, what a release would
// publish, when it was signed and why it is here. Of the email address it shows only the domain, if that is blocked.
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/accounts/session.h"
#include "server/campaigns/catalog.h"
#include "server/store/store.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::admin {

// A campaign with signatures in quarantine.
struct WaitingCampaign {
  std::string slug;
  std::string title;
  std::uint64_t signatures = 0;
};

struct QuarantineView {
  std::vector<WaitingCampaign> campaigns;  // in the catalog's order
  std::string shown;                       // the slug of the campaign shown
  std::vector<store::QuarantinedSignature> signatures;
  bool more = false;   // there are older ones
  std::string notice;  // the result of the last decision; may be empty
  bool nothing_ticked = false;
};

view::Nodes quarantine_content(const QuarantineView& view, const accounts::SignedIn& who, Locale locale);

// The reason with this name, such as "too_fast". 0 if there is none.
Suspicions suspicion_from_name(std::string_view name);

// "cursor-publicid", as the value of a checkbox, and back; a cursor of 0 if the text is malformed.
std::string key_text(const store::SignatureRow& row);
store::SignatureKey key_from_text(std::string_view text);

}  // namespace undersigned::admin
