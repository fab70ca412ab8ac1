// The pages of a campaign as view trees. The server writes them as HTML or JSON; nothing else renders a campaign.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/signature/form.h"
#include "shared/view/node.h"

namespace undersigned::view {

// Somebody who chose to be seen, ready to show: a name or initials, never an address.
struct RecentSigner {
  std::string name;
  std::string organization;
  std::string country;
  std::string comment;
  std::int64_t signed_at_ms = 0;
};

// Where the view stands: as the page itself its title is the h1, in somebody else's page it is an h2 (WCAG 1.3.1).
enum class Heading : std::uint8_t { Page, Widget };

// Where signatures are taken: where the view stands, or on the petition's own page, to which it has a link then.
enum class Signing : std::uint8_t { Here, OnItsPage };

// A country as the reader calls it. The names come from outside: the web build writes them to countries.json
// ({"en": [["AF", "Afghanistan"], ...]}, in the language's own order) from the CLDR data of Intl.DisplayNames.
struct CountryName {
  std::string code;  // ISO 3166-1 alpha-2
  std::string name;
};

// What a campaign's view is made from. `campaign` is already localized(); `body` is its Markdown as nodes.
struct PetitionPage {
  const Campaign& campaign;
  std::string text_version = {};
  Locale locale = Locale::English;
  Heading heading = Heading::Widget;
  Signing signing = Signing::Here;
  Nodes body = {};
  std::uint64_t confirmed = 0;
  std::vector<RecentSigner> recent = {};
  bool open = true;                             // accepts_signatures()
  bool not_yet_open = false;                    // closed only because its first day is still to come
  std::span<const CountryName> countries = {};  // in the order shown; empty: the browser fills them in
  std::string base_url = {};                    // of the server, no slash at the end; empty gives relative links
  std::string public_url = {};                  // of the server for addresses that are handed on; empty: base_url
  std::string partner = {};                     // id of the partner whose page or link this is; empty: nobody's
  std::string partner_name = {};
  std::uint64_t by_partner = 0;  // of `confirmed`, those that came through the partner
};

// What a form shows again after a refusal: the words typed, and what is wrong with them.
struct FormState {
  SignatureForm typed;
  std::vector<Error> errors;
};

// The whole petition: title, summary, targets, demands, count with bar, form, recent signers, updates, links.
// Interactive parts carry data-action and data-field so that the loader finds them without knowing the layout.
Node petition(const PetitionPage& page, const FormState& state = {});

// The head of a petition alone: kicker, title, summary.
Node head(const PetitionPage& page);

// What follows a signature: thanks, the count and what to do next. The same for new and repeated signatures.
// What the thanks say of the count: "You are one of 1,234 people who have signed." Not for a count of 0.
std::string thanks_text(const PetitionPage& page);

Node thank_you(const PetitionPage& page);

// One row of the directory, and the directory with its updates, newest first.
struct DirectoryEntry {
  Campaign campaign;  // localized
  std::uint64_t confirmed = 0;
  bool open = true;           // accepts_signatures()
  bool not_yet_open = false;  // closed only because its first day is still to come
};
Node directory(const std::vector<DirectoryEntry>& entries, Locale locale, Heading heading, std::string_view base_url);

// The count with its goal and bar, alone: refreshed in place while people sign.
Node count(const PetitionPage& page);

// The words a form needs in the browser: "name.required" to "Enter your full name", for every error its fields can
// have.
std::vector<std::pair<std::string, std::string>> form_messages(const Campaign& campaign, Locale locale);

}  // namespace undersigned::view
