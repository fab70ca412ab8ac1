// The pages on which organizers find a signature, by its public id or among the newest, and take it down.
//
// Pure and safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/accounts/session.h"
#include "server/store/store.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::admin {

struct SignaturesView {
  std::vector<std::pair<std::string, std::string>> campaigns;  // slug and title
  std::string shown;                                           // the slug of the campaign shown
  std::string sought;                                          // a public id to search for; may be empty
  std::vector<store::SignatureRow> signatures;
  std::optional<std::int64_t> older;  // the cursor of the next, older page
};
view::Nodes signatures_content(const SignaturesView& view, Locale locale);

struct SignatureView {
  store::SignatureRecord record;
  bool done = false;            // it was just changed
  bool reason_missing = false;  // or was not acceptable
};
view::Nodes signature_content(const SignatureView& view, const accounts::SignedIn& who, Locale locale);

}  // namespace undersigned::admin
