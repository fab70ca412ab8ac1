// The share step: the petition's address, and ways to share it. Internal to view/.
//
// Each way is a plain link to a network's public share page, or a button that a script unhides if the browser supports
// it. Nothing is loaded from a network before somebody follows its link. Each address names the way it was shared
// (utm_source, utm_medium=share), so that results can be counted, and the partner and language.
#pragma once

#include <string>

#include "shared/view/petition_view.h"

namespace undersigned::view {

// The petition's own page: "https://sign.example.org/p/save-the-library".
std::string petition_address(const PetitionPage& page);

// `heading` is the level of the step's heading.
Node share_step(const PetitionPage& page, Tag heading);

}  // namespace undersigned::view
