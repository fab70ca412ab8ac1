// Prints TypeScript: what the scripts call as C++ does. What is missing or named otherwise there does not compile.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <string>
#include <string_view>

#include "shared/view/node.h"
#include "widget/dashboard/model/series.h"
#include "widget/dashboard/script.h"

namespace {

using namespace undersigned::dashboard;  // NOLINT(google-build-using-namespace): half of what is printed

struct Member {
  std::string_view name;
  std::size_t value;
};

// `const enum`: esbuild puts the numbers where the names are used.
void print_enum(std::string_view name, std::initializer_list<Member> members) {
  std::string out = "export const enum " + std::string(name) + " {\n";
  for (const Member& member : members) {
    out += "  " + std::string(member.name) + " = " + std::to_string(member.value) + ",\n";
  }
  std::printf("%s}\n\n", out.c_str());
}

template <class Enum>
constexpr std::size_t number(Enum value) {
  return static_cast<std::size_t>(value);
}

void print_dashboard() {
  std::puts("// widget/dashboard/script.h");
  print_enum("Role", {{"Heading", number(Role::Heading)},
                      {"Text", number(Role::Text)},
                      {"Status", number(Role::Status)},
                      {"Alert", number(Role::Alert)},
                      {"Button", number(Role::Button)},
                      {"Image", number(Role::Image)},
                      {"Table", number(Role::Table)},
                      {"Row", number(Role::Row)},
                      {"ColumnHeader", number(Role::ColumnHeader)},
                      {"Cell", number(Role::Cell)},
                      {"SearchBox", number(Role::SearchBox)},
                      {"Group", number(Role::Group)},
                      {"Navigation", number(Role::Navigation)}});
  print_enum("State", {{"Pressed", state::kPressed},
                       {"NotPressed", state::kNotPressed},
                       {"Current", state::kCurrent},
                       {"Ascending", state::kAscending},
                       {"Descending", state::kDescending},
                       {"Hidden", state::kHidden},
                       {"Expanded", state::kExpanded},
                       {"Collapsed", state::kCollapsed}});
  print_enum("MessageKind", {{"Campaigns", number(MessageKind::Campaigns)},
                             {"Momentum", number(MessageKind::Momentum)},
                             {"Sources", number(MessageKind::Sources)},
                             {"Signatures", number(MessageKind::Signatures)},
                             {"TimeZone", number(MessageKind::TimeZone)}});
  print_enum("Received",
             {{"WellFormed", received::kWellFormed}, {"SomeKnown", received::kSomeKnown}, {"Full", received::kFull}});
  print_enum("Key", {{"ArrowLeft", number(Key::ArrowLeft)},
                     {"ArrowRight", number(Key::ArrowRight)},
                     {"ArrowUp", number(Key::ArrowUp)},
                     {"ArrowDown", number(Key::ArrowDown)},
                     {"Escape", number(Key::Escape)}});
  print_enum("Unit", {{"Hour", number(Unit::Hour)}, {"Day", number(Unit::Day)}});
}

// Where in memory the members of two structures are, in bytes.
void print_layouts() {
  print_enum("OutAt", {{"Slug", offsetof(Out, slug)},
                       {"SlugBytes", offsetof(Out, slug_bytes)},
                       {"Unit", offsetof(Out, unit)},
                       {"Revision", offsetof(Out, revision)},
                       {"Nodes", offsetof(Out, nodes)},
                       {"NodeCount", offsetof(Out, node_count)},
                       {"Names", offsetof(Out, names)},
                       {"Clipboard", offsetof(Out, clipboard)},
                       {"ClipboardBytes", offsetof(Out, clipboard_bytes)},
                       {"Filter", offsetof(Out, filter)},
                       {"FilterBytes", offsetof(Out, filter_bytes)},
                       {"Cursor", offsetof(Out, cursor)},
                       {"Focused", offsetof(Out, focused)},
                       {"End", sizeof(Out)}});
  print_enum("NodeAt", {{"Id", offsetof(Node, id)},
                        {"Role", offsetof(Node, role)},
                        {"Depth", offsetof(Node, depth)},
                        {"States", offsetof(Node, states)},
                        {"X", offsetof(Node, x)},
                        {"Y", offsetof(Node, y)},
                        {"Width", offsetof(Node, width)},
                        {"Height", offsetof(Node, height)},
                        {"NameBegin", offsetof(Node, name_begin)},
                        {"NameBytes", offsetof(Node, name_bytes)},
                        {"End", sizeof(Node)}});
}

// A widget does not take the focus, and shows one version of a picture: the addresses in srcset are not checked there.
bool is_of_whole_pages(undersigned::view::Attr attr) {
  using undersigned::view::Attr;
  return attr == Attr::Autofocus || attr == Attr::Srcset || attr == Attr::Sizes || attr == Attr::Fetchpriority;
}

// The tags and attributes of a view tree, as one string each: that is the smallest.
void print_view() {
  namespace view = undersigned::view;
  std::string tags;
  for (std::size_t i = 0; i < view::kTags; ++i) {
    tags += (i == 0 ? "" : " ") + std::string(view::tag_name(static_cast<view::Tag>(i)));
  }
  std::string attributes;
  for (std::size_t i = 0; i < view::kAttrs; ++i) {
    const auto attr = static_cast<view::Attr>(i);
    if (is_of_whole_pages(attr)) continue;
    // loader/tree.ts allows addresses by rules of their own.
    if (attr == view::Attr::Action || attr == view::Attr::Href || attr == view::Attr::Src) continue;
    if (view::attr_name(attr).starts_with("aria-")) continue;  // it allows every aria-*, as they do nothing
    attributes += (attributes.empty() ? "" : " ") + std::string(view::attr_name(attr));
  }
  std::printf("// shared/view/node.h\nexport const viewTags = '%s';\nexport const viewAttributes = '%s';\n",
              tags.c_str(), attributes.c_str());
}

}  // namespace

int main() {
  std::puts("// Printed by web/generate/constants_ts.cpp.\n");
  print_dashboard();
  print_layouts();
  print_view();
}
