// What Dear ImGui refers to but the dashboard never reaches, left out of the module: 17 kB after compression.
//
// Tables and columns: imgui_tables.cpp is not compiled for the browser (the dashboard lays out its own rows), and these
// are the functions of it that windows call on their way. sscanf reads ImGui's settings file, of which there is none.
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
