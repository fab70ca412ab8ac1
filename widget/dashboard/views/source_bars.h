// Where signatures come from: one bar a partner, with its number and share; pressing one shows only its signatures.
// Returns the height taken.
#pragma once

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

float draw_sources(Ui& ui, ImVec2 at, float width);

}  // namespace undersigned::dashboard
