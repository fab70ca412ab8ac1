#include "widget/dashboard/platform/headless/headless.h"

#include <algorithm>

#include "imgui_internal.h"
#include "shared/text/utf8.h"

namespace {

constexpr float kFrameSeconds = 1.0F / 60;

// The items in this frame that a person could press.
std::vector<std::uint32_t>& pressable_items() {
  static std::vector<std::uint32_t> items;
  return items;
}

}  // namespace

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& /*box*/,
                                 const ImGuiLastItemData* item) {
  // ImGui's own fallback window has a title bar that is never visible.
  const bool ours = std::string_view(context->CurrentWindow->RootWindow->Name) == "dashboard";
  const bool navigable = item != nullptr && (item->ItemFlags & ImGuiItemFlags_NoNav) == 0;
  const bool window = std::any_of(context->Windows.begin(), context->Windows.end(),
                                  [&](const ImGuiWindow* each) { return id == each->ID || id == each->ChildId; });
  if (id != 0 && ours && navigable && !window) pressable_items().push_back(id);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext* /*context*/, ImGuiID /*id*/, const char* /*label*/,
                                  ImGuiItemStatusFlags /*flags*/) {}
void ImGuiTestEngineHook_Log(ImGuiContext* /*context*/, const char* /*format*/, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext* /*context*/, ImGuiID /*id*/) {
  return nullptr;
}

namespace undersigned::dashboard {

float MonospacedRasterizer::measure(const TextStyle& style, float /*density*/, std::string_view text) {
  return static_cast<float>(count_chars(text)) * static_cast<float>(style.size_px) / 2;
}

void MonospacedRasterizer::draw(const TextStyle& /*style*/, float /*density*/, theme::Rgb /*colour*/,
                                std::string_view /*text*/, float /*x*/, float /*y*/, Bitmap /*bitmap*/) {}

Headless::Headless(float width, float height, Locale locale) : app_(rasterizer_, locale) {
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  app_.text().record(&drawn_);
  resize(width, height);
  settle();
}

Headless::~Headless() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

void Headless::frame() {
  drawn_.clear();
  pressable_items().clear();
  app_.frame(kFrameSeconds);
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

int Headless::settle() {
  int frames = 0;
  while (app_.wants_frame() && frames < kFramesMax) {
    frame();
    ++frames;
  }
  return frames;
}

std::optional<Node> Headless::find(Role role, std::string_view name) const {
  const Semantics& semantics = app_semantics();
  for (const Node& node : semantics.nodes()) {
    if (node.role == role && semantics.name(node).find(name) != std::string_view::npos) return node;
  }
  return std::nullopt;
}

void Headless::move_mouse(float x, float y) {
  app_.move_pointer(x, y);
  settle();
}

bool Headless::click(std::string_view name) {
  const std::optional<Node> node = find(Role::Button, name);
  if (!node || (node->states & state::kHidden) != 0) return false;
  move_mouse(node->x + node->width / 2, node->y + node->height / 2);
  app_.set_button(Button::Down);
  app_.set_button(Button::Up);
  settle();
  return true;
}

void Headless::press_key(ImGuiKey key) {
  app_.set_key(key, Button::Down);
  app_.set_key(key, Button::Up);
  settle();
}

bool Headless::type(std::string_view name, std::string_view text) {
  const std::optional<Node> node = find(Role::SearchBox, name);
  if (!node || (node->states & state::kHidden) != 0) return false;
  app_.set_filter_text(text);
  settle();
  return true;
}

bool Headless::shows(std::string_view text) const {
  return std::any_of(drawn_.begin(), drawn_.end(),
                     [&](const DrawnText& piece) { return piece.text.find(text) != std::string::npos; });
}

std::vector<std::uint32_t> Headless::items_without_description() const {
  std::vector<std::uint32_t> missing;
  for (const std::uint32_t id : pressable_items()) {
    const auto& nodes = app_semantics().nodes();
    const bool described = std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) { return node.id == id; });
    if (!described) missing.push_back(id);
  }
  return missing;
}

}  // namespace undersigned::dashboard
