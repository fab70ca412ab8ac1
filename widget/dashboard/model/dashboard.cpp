#include "widget/dashboard/model/dashboard.h"

#include <algorithm>

namespace undersigned::dashboard {

const Campaign* Dashboard::chosen() const {
  const auto found = std::find_if(campaigns.begin(), campaigns.end(),
                                  [this](const Campaign& campaign) { return campaign.slug == chosen_slug_; });
  return found == campaigns.end() ? nullptr : &*found;
}

void Dashboard::choose(std::string_view slug) {
  if (slug == chosen_slug_) return;
  chosen_slug_ = slug;
  momentum.reset();
  sources.reset();
  signatures_complete = false;
  signatures_.clear();
  view_.reset();
  view_.set_filter({});
}

void Dashboard::choose_unit(Unit wanted) {
  if (wanted == unit) return;
  unit = wanted;
  momentum.reset();
}

std::string_view Dashboard::partner_name(std::string_view partner) const {
  if (sources) {
    for (const Source& source : *sources) {
      if (source.partner == partner && !source.name.empty()) return source.name;
    }
  }
  return partner;
}

}  // namespace undersigned::dashboard
