// What follows a signature that its mailbox has to confirm: the code from the mail, and the mail once more. The same
// for everyone, whatever became of the signature before (law 6 of the design): the mailbox learns the rest.
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
// The hidden inputs name the signer, and the request by the key that it was sent with. They are empty but for the
// locale; the loader fills them in from its own form. A page of the server's own has one in their place, "request",
// whose value names both and holds nothing that was typed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/result.h"
#include "shared/view/node.h"
#include "shared/view/petition_view.h"

namespace undersigned::view {

// Whether the mail was just asked for once more.
enum class Again : std::uint8_t { No, Asked };

struct PendingState {
  std::string request;  // of a page; empty in the document for the loader
  std::vector<Error> errors;
  Again again = Again::No;
};

Node pending(const PetitionPage& page, const PendingState& state = {});

// The sentence about a mail asked for once more: a <p> for the status line's place.
Node resent(Locale locale);

}  // namespace undersigned::view
