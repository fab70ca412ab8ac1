#include "widget/dashboard/views/app.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <utility>

#include "misc/freetype/imgui_freetype.h"
#include "widget/dashboard/views/campaign_detail.h"
#include "widget/dashboard/views/campaign_list.h"
#include "widget/dashboard/views/controls.h"
#include "widget/dashboard/views/format.h"
#include "widget/dashboard/views/signature_card.h"

namespace undersigned::dashboard {
namespace {

constexpr float kNarrowBelow = 840.0F;
constexpr float kListWidthMin = 280.0F;
constexpr float kListWidthMax = 360.0F;
constexpr float kListShare = 0.26F;
constexpr int kAtlasSide = 2048;
constexpr float kSecondsMin = 1.0F / 1000;
constexpr float kSecondsMax = 1.0F / 15;  // after a pause, animations continue instead of jumping

constexpr ImGuiWindowFlags kPageFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse |
                                        ImGuiWindowFlags_NoBringToFrontOnFocus;

}  // namespace

App::App(TextRasterizer& rasterizer, Locale locale) : text_(rasterizer), ui_(model_, text_) {
  context_ = ImGui::CreateContext();
  ui_.locale = locale;
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigNavCaptureKeyboard = false;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  io.Fonts->TexMinWidth = kAtlasSide;
  io.Fonts->TexMinHeight = kAtlasSide;
  ImFontConfig blank;
  blank.SizePixels = static_cast<float>(theme::kTypePx[1]);
  blank.FontLoader = ImGuiFreeType::GetFontLoader();
  io.Fonts->AddFont(&blank);
  set_scheme(Scheme::Light);
}

App::~App() {
  ImGui::DestroyContext(context_);
}

void App::set_scheme(Scheme scheme) {
  ui_.colours = palette(scheme);
  apply_style(ImGui::GetStyle(), ui_.colours);
  wake();
}

void App::resize(float width, float height, float density) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(std::max(width, 1.0F), std::max(height, 1.0F));
  io.DisplayFramebufferScale = ImVec2(density, density);
  wake();
}

bool App::wants_frame() const {
  return frames_wanted_ > 0 || ui_.animating || context_->InputEventsQueue.Size > 0 || ImGui::IsAnyMouseDown();
}

void App::frame(float seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = std::clamp(seconds, kSecondsMin, kSecondsMax);
  frames_wanted_ = std::max(0, frames_wanted_ - 1);
  ui_.animating = false;
  ImGui::NewFrame();
  text_.begin_frame(io.DisplayFramebufferScale.x);
  ui_.semantics.begin_frame();
  draw();
  ui_.semantics.end_frame();
  ImGui::Render();
  // An item that was to be focused or revealed and was not drawn no longer exists.
  if (!ui_.animating) ui_.focus_wanted = ui_.reveal_wanted = 0;
  // Only now, so that a whole frame shows one state.
  if (const auto choice = std::exchange(ui_.next_choice, std::nullopt)) choose(*choice);
}

void App::draw() {
  const ImGuiIO& io = ImGui::GetIO();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("dashboard", nullptr, kPageFlags);
  ImRect area(ImVec2(0, 0), io.DisplaySize);
  ui_.semantics.set_clip(area.Min, area.Max);
  ui_.narrow = area.GetWidth() < kNarrowBelow;
  if (model_.connection == Connection::Failed) draw_banner(area);

  // If list and campaign fit side by side, a campaign is always open: if the chosen one does not exist (an old link),
  // another.
  if (!model_.campaigns.empty() && model_.chosen() == nullptr) {
    choose(ui_.narrow ? std::string_view{} : std::string_view(model_.campaigns.front().slug));
  }
  if (model_.campaigns_known && model_.campaigns.empty()) {
    draw_no_campaigns(area);
  } else if (ui_.narrow) {
    if (model_.chosen_slug().empty()) {
      ui_.detail_pane.box = ImRect();
      draw_campaign_list(ui_, area);
    } else {
      ui_.list_pane.box = ImRect();
      draw_campaign_detail(ui_, area);
    }
  } else {
    const float list = crisp(std::clamp(area.GetWidth() * kListShare, kListWidthMin, kListWidthMax));
    const float edge = area.Min.x + list;
    draw_campaign_list(ui_, ImRect(area.Min, ImVec2(edge, area.Max.y)));
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(edge, area.Min.y), ImVec2(edge + kHairline, area.Max.y),
                                              packed(ui_.colours.line));
    area.Min.x = edge + kHairline;
    draw_campaign_detail(ui_, area);
  }
  draw_signature_card(ui_, area);
  ImGui::End();
}

// Draws the notice that the figures may be old, and removes its height from `area`.
void App::draw_banner(ImRect& area) {
  const std::string say = fill(ui_.words().failed, {ui_.number(static_cast<std::uint64_t>(model_.retry_seconds))});
  const float width = area.GetWidth() - 2 * space(5);
  const auto lines = static_cast<float>(text_.wrap(kBody, say, std::min(width, float{theme::kMeasurePx}), 40).size());
  const float height = lines * line_height(kBody) + 2 * space(3);
  ImGui::GetWindowDrawList()->AddRectFilled(area.Min, ImVec2(area.Max.x, area.Min.y + height),
                                            packed(ui_.colours.error_soft));
  paragraph(ui_, area.Min + ImVec2(space(5), space(3)), kBody, ui_.colours.error, say, width, Role::Alert);
  area.Min.y += height;
}

void App::draw_no_campaigns(const ImRect& area) {
  const float margin = ui_.narrow ? space(5) : space(12);
  const float width = area.GetWidth() - 2 * margin;
  ImVec2 at = area.Min + ImVec2(margin, margin);
  at.y += heading(ui_, at, kTitle, ui_.words().no_campaigns, width, 1) + space(3);
  paragraph(ui_, at, kBody, ui_.colours.quiet, ui_.words().no_campaigns_how, width);
}

void App::move_pointer(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
  // After a key press ImGui ignores hovering until the mouse has moved. Its first position does not count as a move.
  context_->NavHighlightItemUnderNav = false;
  wake();
}

void App::pointer_gone() {
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  wake();
}

void App::set_button(Button button) {
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, button == Button::Down);
  wake();
}

void App::set_key(ImGuiKey key, Button state) {
  ImGui::GetIO().AddKeyEvent(key, state == Button::Down);
  wake();
}

const Pane* App::pane_at(float x, float y) const {
  for (const Pane* pane : {&ui_.card_pane, &ui_.list_pane, &ui_.detail_pane}) {
    if (pane->box.Contains(ImVec2(x, y))) return pane;
  }
  return nullptr;
}

bool App::can_scroll(float x, float y, float distance) const {
  const Pane* pane = pane_at(x, y);
  if (pane == nullptr) return false;
  const float at = pane->scroll + pane->pending;
  return distance > 0 ? at < pane->scroll_max : at > 0;
}

void App::scroll(float x, float y, float distance) {
  if (Pane* pane = const_cast<Pane*>(pane_at(x, y)); pane != nullptr) {
    pane->pending = std::clamp(pane->pending + distance, -pane->scroll, pane->scroll_max - pane->scroll);
  }
  wake();
}

void App::activate(std::uint32_t id) {
  ImGui::ActivateItemByID(id);
  wake();
}

void App::focus(std::uint32_t id) {
  ui_.focus_wanted = id;
  if (id == 0) ImGui::SetNavCursorVisible(false);
  wake();
}

void App::reveal(std::uint32_t id) {
  ui_.reveal_wanted = id;
  wake();
}

std::uint32_t App::focused() const {
  return context_->NavCursorVisible ? context_->NavId : 0;
}

void App::set_filter_text(std::string_view text) {
  Filter filter = model_.view().filter();
  filter.text = text;
  model_.view().set_filter(std::move(filter));
  wake();
}

void App::choose(std::string_view slug) {
  if (slug == model_.chosen_slug()) return;
  model_.choose(slug);
  ui_.open_row.reset();
  ui_.detail_pane.back_to_top = true;
  wake();
}

}  // namespace undersigned::dashboard
