// One signature in full, over the lower part of the campaign: every field, the whole comment, copy and close buttons.
#pragma once

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

// Draws nothing unless a row is open. `area` is the pane that the card covers.
void draw_signature_card(Ui& ui, const ImRect& area);

}  // namespace undersigned::dashboard
