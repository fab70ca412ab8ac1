// What the pages show with which organizers find a signature, by its public id or among the newest, and take it down.
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
  std::string shown;                                           // the slug of the one whose signatures these are
  std::string sought;                                          // a public id; may be empty
  std::vector<store::SignatureRow> signatures;
  std::optional<std::int64_t> older;  // where older ones begin
};
view::Nodes signatures_content(const SignaturesView& view, Locale locale);

struct SignatureView {
  store::SignatureRecord record;
  bool done = false;            // something was done to it just now
  bool reason_missing = false;  // or could not be taken
};
view::Nodes signature_content(const SignatureView& view, const accounts::SignedIn& who, Locale locale);

}  // namespace undersigned::admin
