// The address of a petition on this server, as somebody pastes it: what oEmbed is asked about.
//
// Pure and safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace undersigned::pages {

// What an address of a petition's page, /p/{slug} or /e/{slug}, names; the texts are as they stand there.
struct PetitionAddress {
  std::string slug;
  std::string lang;     // empty: none
  std::string partner;  // empty: none
  std::string theme;    // empty: none
};

// Nothing for an address that is not of the host of `base_url`. A slash behind it, http for https and capitals in the
// host mean the same.
std::optional<PetitionAddress> read_petition_address(std::string_view url, std::string_view base_url);

}  // namespace undersigned::pages
