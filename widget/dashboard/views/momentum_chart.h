// Signatures over time as bars: by hour in the reader's time zone, or by day. Returns the height taken.
#pragma once

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

float draw_momentum(Ui& ui, ImVec2 at, float width);

}  // namespace undersigned::dashboard
