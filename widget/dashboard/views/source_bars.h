// The sources of the signatures: one bar per partner, with its number and share. Pressing one shows only its
// signatures. Returns the height taken.
#pragma once

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

float draw_sources(Ui& ui, ImVec2 at, float width);

}  // namespace undersigned::dashboard
