// What the page of suspicious signatures shows. It says of a signature what a decision needs: name, organization and
// country, what releasing it would publish, when it came and why it waits; of the address no more than a blocked
// domain.
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

// A campaign in which something waits.
struct WaitingCampaign {
  std::string slug;
  std::string title;
  std::uint64_t signatures = 0;
};

struct QuarantineView {
  std::vector<WaitingCampaign> campaigns;  // in the catalog's order
  std::string shown;                       // the slug of the one whose signatures these are
  std::vector<store::QuarantinedSignature> signatures;
  bool more = false;   // older ones wait
  std::string notice;  // what was decided just now; may be empty
  bool nothing_ticked = false;
};

view::Nodes quarantine_content(const QuarantineView& view, const accounts::SignedIn& who, Locale locale);

// The one reason a form or an address names: "too_fast". 0 for none of ours.
Suspicions suspicion_from_name(std::string_view name);

// "cursor-publicid", for a checkbox and back; a cursor of 0 where it is no such text.
std::string key_text(const store::SignatureRow& row);
store::SignatureKey key_from_text(std::string_view text);

}  // namespace undersigned::admin
