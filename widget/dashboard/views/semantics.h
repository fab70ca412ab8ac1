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

namespace undersigned::dashboard {

// web/dashboard/semantics.ts reads these numbers.
enum class Role : std::uint8_t {
  Heading = 0,
  Text = 1,
  Status = 2,  // a live region: changes are read out when the screen reader is idle
  Alert = 3,   // read out at once
  Button = 4,
  Image = 5,
  Table = 6,
  Row = 7,
  ColumnHeader = 8,
  Cell = 9,
  SearchBox = 10,
  Group = 11,
  Navigation = 12,
};

namespace state {
inline constexpr std::uint16_t kPressed = 1;     // a toggle that is on
inline constexpr std::uint16_t kNotPressed = 2;  // a toggle that is off
inline constexpr std::uint16_t kCurrent = 4;     // the chosen one of a list
inline constexpr std::uint16_t kAscending = 8;   // a column that is sorted
inline constexpr std::uint16_t kDescending = 16;
inline constexpr std::uint16_t kHidden = 32;  // scrolled out of sight
inline constexpr std::uint16_t kExpanded = 64;
inline constexpr std::uint16_t kCollapsed = 128;
}  // namespace state

// Fixed layout, 32 bytes: the script reads the nodes from the module's memory.
struct Node {
  std::uint32_t id = 0;  // the ImGui id of an item that can be pressed, otherwise 0
  Role role = Role::Text;
  std::uint8_t depth = 0;  // nodes that follow with a greater depth are children of this one
  std::uint16_t states = 0;
  float x = 0, y = 0, width = 0, height = 0;
  std::uint32_t name_begin = 0;  // in names()
  std::uint32_t name_bytes = 0;

  friend bool operator==(const Node& a, const Node& b) {
    return a.id == b.id && a.role == b.role && a.depth == b.depth && a.states == b.states && a.x == b.x && a.y == b.y &&
           a.width == b.width && a.height == b.height && a.name_begin == b.name_begin && a.name_bytes == b.name_bytes;
  }
};
static_assert(sizeof(Node) == 32);

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
