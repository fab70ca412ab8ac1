// Hands ImGui's textures and draw lists to the page's WebGL2 renderer (web/dashboard/renderer.ts).
#pragma once

#include "widget/dashboard/views/look.h"

namespace undersigned::dashboard {

// Draws the frame ImGui has finished.
void draw_frame(theme::Rgb ground);

// The WebGL context was lost: every texture is made anew with the next frame.
void forget_textures();

}  // namespace undersigned::dashboard
