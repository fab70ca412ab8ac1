// How Dear ImGui is compiled here (its IMGUI_USER_CONFIG). Glyphs are drawn by the browser, so it carries no font and
// no rasteriser: with IMGUI_ENABLE_FREETYPE it takes its font loader from ImGuiFreeType::GetFontLoader(), which
// font_loader.cpp provides.
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
// printf with its floating point is 6 kB of WebAssembly after compression; ImGui needs %s and %08X (platform/web).
#define IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS
#define IM_ASSERT(expression) ((void)0)
#else
// The item hooks: tests check that every item somebody can press has been described (platform/headless).
#define IMGUI_ENABLE_TEST_ENGINE
#endif
