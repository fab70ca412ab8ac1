// The pages of /my: what a mailbox has signed on this server, to see, download, change, withdraw and erase. Plain forms
// that work without scripts. There is no account: a code or a mail's link proves the mailbox. After that each form
// carries the address and a token that expires, so nothing personal is in an address, and no cookie is set.
//
//   my_start()  asks for the address         POST /my/code      email, locale
//   my_code()   asks for the code            POST /my           email, locale, ticket, code
//                                            POST /my/code      email, locale, ticket
//   my_link()   the page of a mail's link    POST /my           t, locale
//   my_list()   the signatures               POST /my/change    email, locale, token, skipped, id, change
//                                                               [, visibility][, consent]
//                                            POST /my/list      email, locale, token, skipped
//                                            POST /my/download  email, locale, token, skipped
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/signature/signature.h"
#include "shared/view/node.h"

namespace undersigned::view {

// The values of "change" in forms of the list: visibility, withdraw, erase, consent (withdraw the one named), and
// erase-requests (all of them, without an id).
enum class MyChange : std::uint8_t { Visibility, Withdraw, Erase, Consent, EraseRequests };

std::string_view to_name(MyChange change);
Result<MyChange> my_change_from(std::string_view name);  // UnknownChoice

enum class MyStatus : std::uint8_t { Pending, Confirmed, Withdrawn, Invalid, Quarantined };

// A consent given with a signature.
struct MyConsent {
  std::string id;
  std::string words;
  std::string withdrawn_on;  // "2026-11-23"; empty: not withdrawn
};

// One signature with everything stored about it, in the reader's language.
struct MySignature {
  std::string id;     // names it in the forms
  std::string slug;   // of its campaign; empty if that has no page
  std::string title;  // in the reader's language if available
  std::string title_language;
  Organizer organizer;  // of the campaign; without a name if it names none
  MyStatus status = MyStatus::Confirmed;
  bool erased = false;
  bool comment_hidden = false;  // by the organizers
  std::string day;              // "2026-11-23"
  CheckedSignature kept;        // texts empty once erased
  std::string country;          // by its name
  std::string language;         // it was signed in
  std::vector<MyConsent> consents;
  std::vector<std::string> sources;  // the partner and source it came through
};

// Why the form is shown: first visit, the list was open for too long, or the mail's link has expired.
enum class MyStart : std::uint8_t { First, Expired, LinkExpired };

// What was just done, for a notice at the signature.
enum class MyDone : std::uint8_t { Nothing, Saved, Withdrawn, Erased, ConsentWithdrawn, RequestsErased };

struct MyOutcome {
  MyDone done = MyDone::Nothing;
  std::string id;  // of the signature
};

// Proof of the mailbox and when it expires; each form of the list carries it.
struct MyAccess {
  std::string email;
  std::string token;
  std::size_t skipped = 0;  // signatures on the pages before
};

// One page of a mailbox's signatures, then the newest of its unconfirmed ones. Anybody can make more of those, so they
// are few, and last.
struct MyList {
  std::vector<MySignature> signatures;
  std::size_t more_signatures = 0;
  std::vector<MySignature> requests;
  std::size_t more_requests = 0;
};

Nodes my_start(Locale locale, MyStart start, const std::string& email, const std::vector<Error>& errors);
// Where a code was sent. `ticket` is random and belongs to this page: only this page can use the code.
struct MyCodeSent {
  std::string email;
  std::string ticket;
};
Nodes my_code(Locale locale, const MyCodeSent& sent, const std::vector<Error>& errors);

// `token` is the one of the link.
Nodes my_link(Locale locale, const std::string& token);

Nodes my_list(Locale locale, const MyAccess& access, const MyList& list, const MyOutcome& outcome = {});

}  // namespace undersigned::view
