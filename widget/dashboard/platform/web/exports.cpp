// The functions that web/dashboard/wasm.ts calls. One dashboard per module.
//
// Text and messages go through input(): the script asks for a buffer, writes into it and passes the length.
#include <array>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "widget/dashboard/model/decode.h"
#include "widget/dashboard/platform/web/browser_draw.h"
#include "widget/dashboard/platform/web/browser_text.h"
#include "widget/dashboard/script.h"
#include "widget/dashboard/views/app.h"

#define EXPORT(name) __attribute__((export_name(#name)))

namespace undersigned::dashboard {
namespace {

// A page of signatures at its limits is much smaller; a longer message is not from this product.
constexpr std::uint32_t kInputBytesMax = 64U * 1024 * 1024;

struct Module {
  explicit Module(Locale locale) : app(text, locale) {}
  BrowserText text;
  App app;
  Out out;
  std::string clipboard;
};

alignas(Module) std::array<std::byte, sizeof(Module)> module_storage;
Module* module = nullptr;
std::vector<char> input_buffer;

std::uint32_t address(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}
std::string_view input(std::uint32_t bytes) {
  return {input_buffer.data(), bytes <= input_buffer.size() ? bytes : input_buffer.size()};
}

// By dashboard::Key.
constexpr std::array<ImGuiKey, 5> kKeys{ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow,
                                        ImGuiKey_Escape};

}  // namespace
}  // namespace undersigned::dashboard

using namespace undersigned;             // NOLINT(google-build-using-namespace): this file is the module's face
using namespace undersigned::dashboard;  // NOLINT(google-build-using-namespace)

extern "C" {

EXPORT(start) void dashboard_start(std::uint32_t language_bytes) {
  module = new (module_storage.data()) Module(locale_from_tag(input(language_bytes)));
}

// A buffer for `bytes` of input, or null for more than a message can have.
EXPORT(input) char* dashboard_input(std::uint32_t bytes) {
  if (bytes > kInputBytesMax) return nullptr;
  if (input_buffer.size() < bytes) input_buffer.resize(bytes);
  return input_buffer.data();
}

// The font families of theme.h; 1 is the serif. Zero-terminated.
EXPORT(fontFamily) const char* dashboard_font_family(std::uint32_t face) {
  return face != 0 ? theme::kSerifFamily.data() : theme::kSansFamily.data();
}

EXPORT(setScheme) void dashboard_set_scheme(std::uint32_t dark) {
  module->app.set_scheme(dark != 0 ? Scheme::Dark : Scheme::Light);
}
EXPORT(setMotion) void dashboard_set_motion(std::uint32_t reduced) {
  module->app.set_motion(reduced != 0 ? Motion::Reduced : Motion::Full);
}
EXPORT(resize) void dashboard_resize(float width, float height, float density) {
  module->app.resize(width, height, density);
}
EXPORT(contextLost) void dashboard_context_lost() {
  forget_textures();
  module->app.wake();
}

EXPORT(pointer) void dashboard_pointer(float x, float y) {
  module->app.move_pointer(x, y);
}
EXPORT(pointerGone) void dashboard_pointer_gone() {
  module->app.pointer_gone();
}
EXPORT(button) void dashboard_button(std::uint32_t down) {
  module->app.set_button(down != 0 ? Button::Down : Button::Up);
}
EXPORT(key) void dashboard_key(std::uint32_t key, std::uint32_t down) {
  if (key < kKeys.size()) module->app.set_key(kKeys[key], down != 0 ? Button::Down : Button::Up);
}
EXPORT(scroll) void dashboard_scroll(float x, float y, float distance) {
  module->app.scroll(x, y, distance);
}
EXPORT(canScroll) std::uint32_t dashboard_can_scroll(float x, float y, float distance) {
  return module->app.can_scroll(x, y, distance) ? 1 : 0;
}
EXPORT(activate) void dashboard_activate(std::uint32_t id) {
  module->app.activate(id);
}
EXPORT(reveal) void dashboard_reveal(std::uint32_t id) {
  module->app.reveal(id);
}
EXPORT(focus) void dashboard_focus(std::uint32_t id) {
  module->app.focus(id);
}

EXPORT(setFilter) void dashboard_set_filter(std::uint32_t bytes) {
  module->app.set_filter_text(input(bytes));
}
EXPORT(choose) void dashboard_choose(std::uint32_t bytes) {
  module->app.choose(input(bytes));
}
EXPORT(setConnection) void dashboard_set_connection(std::uint32_t failed, std::int32_t retry_seconds) {
  Dashboard& model = module->app.model();
  model.connection = failed != 0 ? Connection::Failed : Connection::Live;
  model.retry_seconds = retry_seconds;
  module->app.wake();
}
EXPORT(setComplete) void dashboard_set_complete() {
  module->app.model().signatures_complete = true;
  module->app.wake();
}

// Returns bits of `received`.
EXPORT(receive) std::uint32_t dashboard_receive(std::uint32_t kind, std::uint32_t bytes) {
  Dashboard& model = module->app.model();
  const std::string_view message = input(bytes);
  module->app.wake();
  switch (static_cast<MessageKind>(kind)) {
    case MessageKind::Campaigns:
      return decode_campaigns(message, model) ? received::kWellFormed : 0;
    case MessageKind::Momentum:
      return decode_momentum(message, model) ? received::kWellFormed : 0;
    case MessageKind::Sources:
      return decode_sources(message, model) ? received::kWellFormed : 0;
    case MessageKind::TimeZone:
      return decode_time_zone(message, model) ? received::kWellFormed : 0;
    case MessageKind::Signatures: {
      const MergedRows merged = decode_signatures(message, model);
      return (merged.well_formed ? received::kWellFormed : 0) | (merged.known > 0 ? received::kSomeKnown : 0) |
             (merged.full ? received::kFull : 0);
    }
  }
  return 0;
}

EXPORT(wantsFrame) std::uint32_t dashboard_wants_frame() {
  return module->app.wants_frame() ? 1 : 0;
}

EXPORT(frame) const void* dashboard_frame(float seconds) {
  App& app = module->app;
  app.frame(seconds);
  draw_frame(app.ui().colours.paper);
  module->clipboard = std::move(app.ui().clipboard);
  app.ui().clipboard.clear();
  Out& out = module->out;
  const Semantics& semantics = app.ui().semantics;
  const std::string& slug = app.model().chosen_slug();
  const std::string& filter = app.model().view().filter().text;
  out.slug = address(slug.data());
  out.slug_bytes = static_cast<std::uint32_t>(slug.size());
  out.unit = static_cast<std::uint32_t>(app.model().unit);
  out.revision = semantics.revision();
  out.nodes = address(semantics.nodes().data());
  out.node_count = static_cast<std::uint32_t>(semantics.nodes().size());
  out.names = address(semantics.names().data());
  out.name_bytes = static_cast<std::uint32_t>(semantics.names().size());
  out.clipboard = address(module->clipboard.data());
  out.clipboard_bytes = static_cast<std::uint32_t>(module->clipboard.size());
  out.filter = address(filter.data());
  out.filter_bytes = static_cast<std::uint32_t>(filter.size());
  out.cursor = ImGui::GetMouseCursor() == ImGuiMouseCursor_Hand ? 1 : 0;
  out.focused = app.focused();
  return &out;
}
}
