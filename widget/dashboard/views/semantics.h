// The accessibility tree of the canvas: headings, buttons, figures and tables in reading order. The views write it anew
// in each frame.
//
// The web platform mirrors it as HTML elements over the canvas (screen readers, keyboards, browser tests). The headless
// platform uses it to find what to click. Roles are WAI-ARIA's. Rectangles are CSS pixels of the canvas, already
// clipped. Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "widget/dashboard/script.h"

namespace undersigned::dashboard {

class Semantics {
 public:
  void begin_frame();
  // Increments the revision if this frame differs from the last one.
  void end_frame();

  // A node without children. Headings have their level (1 to 6) in `states`.
  void add(Role role, std::string_view name, ImVec2 min, ImVec2 max, std::uint32_t id = 0, std::uint16_t states = 0);
  // A node whose children follow until close().
  void open(Role role, std::string_view name, std::uint32_t id = 0, std::uint16_t states = 0);
  void close();

  // Nodes outside of the clip rectangle are marked kHidden.
  void set_clip(ImVec2 min, ImVec2 max);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const std::string& names() const { return names_; }
  [[nodiscard]] std::string_view name(const Node& node) const {
    return std::string_view(names_).substr(node.name_begin, node.name_bytes);
  }
  [[nodiscard]] std::uint32_t revision() const { return revision_; }

 private:
  std::vector<Node> nodes_, last_nodes_;
  std::string names_, last_names_;
  ImVec2 clip_min_, clip_max_;
  std::uint8_t depth_ = 0;
  std::uint32_t revision_ = 0;
};

}  // namespace undersigned::dashboard
