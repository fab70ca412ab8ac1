// The step after a signature that its mailbox has to confirm: typing the code, or asking for the mail again. The same
// for everyone, whatever happened to the signature (law 6 of the design): only the mailbox learns more.
//
//   section data-part="pending"
//     h2 .pending-heading tabindex="-1"                    takes the focus
//     form data-action="confirm", its action {base}/p/{slug}/confirm
//       div data-part="errors"                             the error summary, hidden while there is none
//       input name="code"; hidden: idempotency_key, name, organization, email, locale
//     form data-action="again", its action {base}/p/{slug}/again, the same hidden inputs
//       p data-part="status" role="status"                 resent() stands here once it was asked for
//     a data-action="back"                                 to the form; the widget still has what was typed
//
// The hidden inputs identify the signer, and the request by the key it was sent with. Except for the locale they are
// empty; the loader fills them in from its form. On a page of the server there is a single one instead, "request",
// whose value identifies both and holds nothing that was typed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/result.h"
#include "shared/view/node.h"
#include "shared/view/petition_view.h"

namespace undersigned::view {

// Whether the mail was just asked for again.
enum class Again : std::uint8_t { No, Asked };

struct PendingState {
  std::string request;  // on a page of the server; empty in the document for the loader
  std::vector<Error> errors;
  Again again = Again::No;
};

Node pending(const PetitionPage& page, const PendingState& state = {});

// The sentence after asking for the mail again: a <p> for the status line.
Node resent(Locale locale);

}  // namespace undersigned::view
