// The chosen campaign: its count as the largest thing, the goal, what is new, then momentum, sources and signatures.
#pragma once

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

void draw_campaign_detail(Ui& ui, const ImRect& box);

}  // namespace undersigned::dashboard
