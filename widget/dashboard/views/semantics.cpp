#include "widget/dashboard/views/semantics.h"

#include <algorithm>

namespace undersigned::dashboard {

void Semantics::begin_frame() {
  nodes_.swap(last_nodes_);
  names_.swap(last_names_);
  nodes_.clear();
  names_.clear();
  depth_ = 0;
}

void Semantics::end_frame() {
  const bool same = names_ == last_names_ && nodes_ == last_nodes_;
  if (!same) ++revision_;
}

void Semantics::set_clip(ImVec2 min, ImVec2 max) {
  clip_min_ = min;
  clip_max_ = ImVec2(std::max(min.x, max.x), std::max(min.y, max.y));
}

void Semantics::add(Role role, std::string_view name, ImVec2 min, ImVec2 max, std::uint32_t id, std::uint16_t states) {
  const bool hidden = max.x <= clip_min_.x || max.y <= clip_min_.y || min.x >= clip_max_.x || min.y >= clip_max_.y;
  if (hidden && role != Role::Heading) states |= state::kHidden;
  min.x = std::clamp(min.x, clip_min_.x, clip_max_.x);
  min.y = std::clamp(min.y, clip_min_.y, clip_max_.y);
  max.x = std::clamp(max.x, min.x, clip_max_.x);
  max.y = std::clamp(max.y, min.y, clip_max_.y);
  nodes_.push_back({id, role, depth_, states, min.x, min.y, max.x - min.x, max.y - min.y,
                    static_cast<std::uint32_t>(names_.size()), static_cast<std::uint32_t>(name.size())});
  names_ += name;
}

void Semantics::open(Role role, std::string_view name, std::uint32_t id, std::uint16_t states) {
  add(role, name, clip_min_, clip_min_, id, states);
  nodes_.back().states = states;
  ++depth_;
}

void Semantics::close() {
  --depth_;
}

}  // namespace undersigned::dashboard
