// What the dashboard's module and its script call the same. web/generate/constants_ts.cpp prints it for TypeScript, so
// that a name or number that differs does not compile.
#pragma once

#include <cstdint>

namespace undersigned::dashboard {

// What something on the canvas is, in WAI-ARIA's terms.
enum class Role : std::uint8_t {
  Heading = 0,
  Text = 1,
  Status = 2,  // a live region: changes are read out when the reader is idle
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

// Bits of Node::states.
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

// One thing on the canvas. The script reads it from memory.
struct Node {
  std::uint32_t id = 0;  // the ImGui id of what can be pressed, else 0
  Role role = Role::Text;
  std::uint8_t depth = 0;  // nodes of a greater depth that follow are inside this one
  std::uint16_t states = 0;
  float x = 0, y = 0, width = 0, height = 0;
  std::uint32_t name_begin = 0;  // in Semantics::names()
  std::uint32_t name_bytes = 0;

  friend bool operator==(const Node& a, const Node& b) {
    return a.id == b.id && a.role == b.role && a.depth == b.depth && a.states == b.states && a.x == b.x && a.y == b.y &&
           a.width == b.width && a.height == b.height && a.name_begin == b.name_begin && a.name_bytes == b.name_bytes;
  }
};
static_assert(sizeof(Node) == 32);

// What the script reads after each frame. Pairs are an address in the module's memory and a number of bytes or nodes.
struct Out {
  std::uint32_t slug = 0, slug_bytes = 0;
  std::uint32_t unit = 0;  // series.h, Unit
  std::uint32_t revision = 0;
  std::uint32_t nodes = 0, node_count = 0, names = 0, name_bytes = 0;
  std::uint32_t clipboard = 0, clipboard_bytes = 0;
  std::uint32_t filter = 0, filter_bytes = 0;
  std::uint32_t cursor = 0;  // 1: something to press is under the pointer
  std::uint32_t focused = 0;
};

// What the script sends (model/decode.h).
enum class MessageKind : std::uint32_t { Campaigns, Momentum, Sources, Signatures, TimeZone };

// Bits of what receive() answers. The last two are of signatures only.
namespace received {
inline constexpr std::uint32_t kWellFormed = 1;
inline constexpr std::uint32_t kSomeKnown = 2;
inline constexpr std::uint32_t kFull = 4;  // the table took no more
}  // namespace received

// Keys that the dashboard is told of; their names are those of KeyboardEvent.key.
enum class Key : std::uint32_t { ArrowLeft, ArrowRight, ArrowUp, ArrowDown, Escape };

}  // namespace undersigned::dashboard
