#include "server/previews/qr_picture.h"

#include <qrencode.h>

#include <memory>

#include "server/previews/surface.h"

namespace undersigned::previews {
namespace {

constexpr int kQuietModules = 4;  // ISO/IEC 18004, 6.3.8
constexpr int kModulePx = 24;     // of the PNG: 1,000 pixels and more

struct CodeDeleter {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, CodeDeleter>;

Code encode(const std::string& text) {
  return Code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
}

// Calls `draw(x, y, width)` for each run of dark modules in a row, with the quiet zone added.
template <class Draw>
void each_run(const QRcode& code, const Draw& draw) {
  for (int y = 0; y < code.width; ++y) {
    const unsigned char* row = code.data + static_cast<std::ptrdiff_t>(y) * code.width;
    for (int x = 0; x < code.width;) {
      int end = x;
      while (end < code.width && (row[end] & 1) != 0) ++end;
      if (end > x) draw(x + kQuietModules, y + kQuietModules, end - x);
      x = end + 1;
    }
  }
}

}  // namespace

std::string qr_picture(const std::string& text) {
  const Code code = encode(text);
  if (code == nullptr) return {};
  std::string path;
  each_run(*code, [&](int x, int y, int width) {
    path += "M" + std::to_string(x) + " " + std::to_string(y) + "h" + std::to_string(width) + "v1h-" +
            std::to_string(width) + "z";
  });
  const std::string size = std::to_string(code->width + 2 * kQuietModules);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
         "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size + "H0z\"/><path d=\"" +
         path + "\"/></svg>";
}

Result<std::string> qr_png(const std::string& text) {
  const Code code = encode(text);
  if (code == nullptr) return Error{ErrorCode::TooLong};
  const int side = (code->width + 2 * kQuietModules) * kModulePx;
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side));
  const Cairo cairo(cairo_create(surface.get()));
  set_colour(cairo.get(), 0xFFFFFF);
  cairo_paint(cairo.get());
  set_colour(cairo.get(), 0);
  each_run(*code, [&](int x, int y, int width) {
    cairo_rectangle(cairo.get(), x * kModulePx, y * kModulePx, width * kModulePx, kModulePx);
  });
  cairo_fill(cairo.get());
  if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) return Error{ErrorCode::Busy};
  return write_png(surface.get());
}

}  // namespace undersigned::previews
