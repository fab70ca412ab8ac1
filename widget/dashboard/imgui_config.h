// How Dear ImGui is compiled here (its IMGUI_USER_CONFIG). The browser draws the glyphs, so this build has no font and
// no rasterizer: IMGUI_ENABLE_FREETYPE makes ImGui take its font loader from ImGuiFreeType::GetFontLoader(), which
// font_loader.cpp defines.
#pragma once

#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_ENABLE_FREETYPE
#define IMGUI_USE_WCHAR32
#define IMGUI_DEFINE_MATH_OPERATORS

#ifdef __EMSCRIPTEN__
// printf with floating point costs 6 kB of compressed WebAssembly; ImGui needs only %s and %08X (platform/web).
#define IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS
#define IM_ASSERT(expression) ((void)0)
#else
// The item hooks: tests check that every item that can be pressed has an accessible description (platform/headless).
#define IMGUI_ENABLE_TEST_ENGINE
#endif
