// A campaign's views as trees. The server writes them as HTML or JSON; nothing else renders a campaign.
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

// A signer who chose to be shown: a name or initials, never an address.
struct RecentSigner {
  std::string name;
  std::string organization;
  std::string country;
  std::string comment;
  std::int64_t signed_at_ms = 0;
};

// On a page of its own the view's title is the h1, in another site's page an h2 (WCAG 1.3.1).
enum class Heading : std::uint8_t { Page, Widget };

// Where people sign: in the view, or on the petition's own page, which the view then links to.
enum class Signing : std::uint8_t { Here, OnItsPage };

// A country's name in the reader's language, from CLDR. On the server's own pages; in a widget the browser has them.
struct CountryName {
  std::string code;  // ISO 3166-1 alpha-2
  std::string name;
};

// The data of a campaign's view. `campaign` is already localized(); `body` is its Markdown as nodes.
struct PetitionPage {
  const Campaign& campaign;
  std::string text_version = {};
  Locale locale = Locale::English;
  Heading heading = Heading::Widget;
  Signing signing = Signing::Here;
  Nodes body = {};
  std::uint64_t confirmed = 0;
  std::vector<RecentSigner> recent = {};        // newest first
  bool more_public_signers = false;             // than `recent`
  bool open = true;                             // accepts_signatures()
  bool not_yet_open = false;                    // closed only because it has not opened yet
  std::span<const CountryName> countries = {};  // in the order shown; empty: the browser fills them in
  std::string base_url = {};                    // of the server, without a trailing slash; empty: relative links
  std::string public_url = {};                  // of the server, for addresses to share; empty: base_url
  std::string partner = {};                     // id of the partner whose page or link this is; empty: none
  std::string partner_name = {};
  // A partner's page that shows this petition, to be shared instead of the petition's own; empty: none. Never an address
  // from a request, unless its origin is that partner's.
  std::string shared_page = {};
  std::uint64_t by_partner = 0;  // of `confirmed`, those through the partner
};

// A refused form to show again: what was typed, and the errors.
struct FormState {
  SignatureForm typed;
  std::vector<Error> errors;
};

// The complete petition: title, summary, targets, demands, count with bar, form, recent signers, updates, links.
// Interactive parts have data-action and data-field, so that the loader finds them independently of the layout.
Node petition(const PetitionPage& page, const FormState& state = {});

// The head of a petition alone: kicker, title, summary.
Node head(const PetitionPage& page);

// The thanks with the count: "You are one of 1,234 people who have signed." Not for a count of 0.
std::string thanks_text(const PetitionPage& page);

// The thank-you view: thanks, the count, and what to do next. The same for new and repeated signatures.
Node thank_you(const PetitionPage& page);

// An entry of the directory, and the directory itself with all updates, newest first.
struct DirectoryEntry {
  Campaign campaign;  // localized
  std::uint64_t confirmed = 0;
  bool open = true;           // accepts_signatures()
  bool not_yet_open = false;  // closed only because it has not opened yet
};
Node directory(const std::vector<DirectoryEntry>& entries, Locale locale, Heading heading, std::string_view base_url);

// Only the count with its goal and bar: refreshed while people sign.
Node count(const PetitionPage& page);

// The error texts for the form in the browser: "name.required" to "Enter your full name", for every error that its
// fields can have.
std::vector<std::pair<std::string, std::string>> form_messages(const Campaign& campaign, Locale locale);

}  // namespace undersigned::view
