// The pages of /my: what a mailbox has signed on this server, to see, download, change, withdraw and erase. Plain forms
// that work with scripts off. Nobody signs in: a code proves the mailbox, and from then on each form carries the
// address and a token that runs out, so that nothing personal stands in an address and no cookie is set.
//
//   my_start()  asks for the address         POST /my/code      email, locale
//   my_code()   asks for the code            POST /my           email, locale, code
//   my_list()   the signatures               POST /my/change    email, locale, token, cursor, id, change[, visibility]
//                                            POST /my/download  email, locale, token
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/signature/signature.h"
#include "shared/view/node.h"

namespace undersigned::view {

// What "change" says in a form of the list: visibility, withdraw, erase.
enum class MyChange : std::uint8_t { Visibility, Withdraw, Erase };

std::string_view to_name(MyChange change);
Result<MyChange> my_change_from(std::string_view name);  // UnknownChoice

enum class MyStatus : std::uint8_t { Pending, Confirmed, Withdrawn, Invalid, Quarantined };

// One signature with everything that is kept of it, in the reader's words.
struct MySignature {
  std::int64_t cursor = 0;  // names it, with its public id
  std::string public_id;
  std::string slug;   // of its campaign; empty where that has no page
  std::string title;  // in the reader's language, if the campaign has it
  std::string title_language;
  MyStatus status = MyStatus::Confirmed;
  bool erased = false;
  std::string day;                    // "2026-11-23"
  CheckedSignature kept;              // texts empty once erased
  std::string country;                // by its name
  std::string language;               // it was signed in
  std::vector<std::string> consents;  // their texts
  std::vector<std::string> sources;   // whom and what it came through
};

// Why the form is shown: at first, or because the list was open for too long.
enum class MyStart : std::uint8_t { First, Expired };

// What the list says has just been done, at the signature that it was done to.
enum class MyDone : std::uint8_t { Nothing, Saved, Withdrawn, Erased };

struct MyOutcome {
  MyDone done = MyDone::Nothing;
  std::int64_t cursor = 0;
};

// Who may see the list, until when: what each of its forms carries.
struct MyAccess {
  std::string email;
  std::string token;
};

Nodes my_start(Locale locale, MyStart start, const std::string& email, const std::vector<Error>& errors);
Nodes my_code(Locale locale, const std::string& email, const std::vector<Error>& errors);
Nodes my_list(Locale locale, const MyAccess& access, const std::vector<MySignature>& signatures,
              const MyOutcome& outcome = {});

}  // namespace undersigned::view
