// The list of everybody who chose to be shown, by pages, newest first.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/view/petition_view.h"

namespace undersigned::view {

// "/p/{slug}/signers", the address of the first page.
std::string signers_path(std::string_view slug);

// A signer in a list: name or organization, representative, place, comment. An empty place is not shown.
Node signer_item(const RecentSigner& signer, Locale locale, std::string_view place);

struct SignersPage {
  const Campaign& campaign;  // localized
  Locale locale = Locale::English;
  std::vector<RecentSigner> signers = {};
  std::span<const CountryName> countries = {};  // in the reader's language
  std::string petition = {};                    // address of the petition
  std::string first = {};                       // address of the first page; empty: this is it
  std::string next = {};                        // address of the next page; empty: this is the last one
};

std::string signers_heading(CampaignKind kind, Locale locale);

Nodes signers(const SignersPage& page);

}  // namespace undersigned::view
