// The list of campaigns: title, count, today's signatures, progress; one of them is chosen.
#pragma once

#include "widget/dashboard/views/ui.h"

namespace undersigned::dashboard {

void draw_campaign_list(Ui& ui, const ImRect& box);

// "1,204 have signed", with the verb of the campaign's kind.
std::string done_sentence(const Ui& ui, const Campaign& campaign);
std::string_view done_words(const Ui& ui, const Campaign& campaign);

}  // namespace undersigned::dashboard
