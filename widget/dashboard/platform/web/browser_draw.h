// Passes ImGui's textures and draw lists to the page's WebGL2 renderer (web/dashboard/renderer.ts).
#pragma once

#include "widget/dashboard/views/look.h"

namespace undersigned::dashboard {

// Draws the finished frame of ImGui.
void draw_frame(theme::Rgb ground);

// Call when the WebGL context was lost: the next frame creates all textures again.
void forget_textures();

}  // namespace undersigned::dashboard
