// The share step: the petition's address, and ways to hand it on. Internal to view/.
//
// Every way is a plain link to the network's own public share page, or a button that a script unhides where the browser
// can do what it says; nothing of a network is loaded before somebody follows its link. Each address names the way it
// was shared by, so that what came of it can be counted (utm_source, utm_medium=share), the partner and the language.
#pragma once

#include "shared/view/petition_view.h"

namespace undersigned::view {

// `heading` is the level of the step's own heading.
Node share_step(const PetitionPage& page, Tag heading);

}  // namespace undersigned::view
