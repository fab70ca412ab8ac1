// Replaces parts of Dear ImGui that it refers to but the dashboard never reaches. Saves 17 kB of compressed
// WebAssembly.
//
// - Tables and columns: imgui_tables.cpp is not compiled for the browser, since the dashboard lays out its own rows.
//   These are the functions of it that windows call.
// - sscanf reads ImGui's settings file, which does not exist here.
#include "imgui.h"
#include "imgui_internal.h"

namespace ImGui {

void TableSettingsAddSettingsHandler() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable* /*table*/) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData* /*data*/) {}
void TablePushColumnChannel(int /*column*/) {}
void TablePopColumnChannel() {}
void EndTable() {}
void EndColumns() {}

}  // namespace ImGui

extern "C" int sscanf(const char* /*text*/, const char* /*format*/, ...) {
  return 0;
}
