// The address of a petition on this server, as somebody pastes or types it.
//
// Pure and safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace undersigned::pages {

// The parts of an address /p/{slug} or /e/{slug}, unchecked.
struct PetitionAddress {
  std::string slug;
  std::string lang;     // empty: none
  std::string partner;  // empty: none
  std::string theme;    // empty: none
};

// Nothing if the address is not on the host of `base_url`. Accepts a trailing slash, http for https, and upper case in
// the host.
std::optional<PetitionAddress> read_petition_address(std::string_view url, std::string_view base_url);

// The campaign's slug or partner's id that somebody meant: in lower case, with hyphens for other dashes, without invisible
// characters, quotes around it, and what follows, such as the full stop of the sentence that the address ends. Empty if
// there is nothing like a slug in `typed`.
std::string meant_slug(std::string_view typed);

}  // namespace undersigned::pages
