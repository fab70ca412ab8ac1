// What the page's script provides to the module: the imports in web/dashboard/wasm.ts.
//
// Pointers are into the module's memory and valid during the call. Text lengths are bytes of UTF-8.
#pragma once

#include <cstdint>

#define HOST_IMPORT(name) __attribute__((import_module("host"), import_name(#name)))

extern "C" {

// The advance width of a line in device pixels. `style` is face | tabular figures << 1 | weight << 8.
HOST_IMPORT(measureText)
float host_measure_text(std::uint32_t style, float size_px, const char* text, std::uint32_t bytes);
// Draws a line in colour 0xRRGGBB, with its left edge and baseline at (x, y), into `pixels`: width x height pixels,
// rows `stride` pixels apart.
HOST_IMPORT(drawText)
void host_draw_text(std::uint32_t style, float size_px, const char* text, std::uint32_t bytes, std::uint32_t rgb,
                    float x, float y, std::uint32_t* pixels, int width, int height, int stride);

// Creates the texture, or changes a part of it. Pixels are RGBA, rows `width_all` pixels apart.
HOST_IMPORT(createTexture) void host_create_texture(std::uint32_t texture, int width, int height, const void* pixels);
HOST_IMPORT(updateTexture)
void host_update_texture(std::uint32_t texture, int x, int y, int width, int height, const void* pixels, int width_all);
HOST_IMPORT(destroyTexture) void host_destroy_texture(std::uint32_t texture);

// A frame: begin, then for each list its vertices (ImDrawVert) and indices (16 bit), then the ranges to draw.
HOST_IMPORT(beginDraw) void host_begin_draw(float width, float height, std::uint32_t ground);
HOST_IMPORT(useGeometry)
void host_use_geometry(const void* vertices, std::uint32_t vertex_bytes, const void* indices,
                       std::uint32_t index_bytes);
HOST_IMPORT(drawElements)
void host_draw_elements(std::uint32_t texture, std::uint32_t count, std::uint32_t first_index,
                        std::uint32_t first_vertex, float clip_left, float clip_top, float clip_right,
                        float clip_bottom);
}

#undef HOST_IMPORT
