// The chosen campaign: the large count, the goal, new signatures, then momentum, sources and signatures.
#pragma once

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

void draw_campaign_detail(Ui& ui, const ImRect& box);

}  // namespace undersigned::dashboard
