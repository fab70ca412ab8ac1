#include "server/admin/qr_picture.h"

#include <qrencode.h>

#include <memory>

namespace undersigned::admin {
namespace {

constexpr int kQuietModules = 4;  // ISO/IEC 18004, 6.3.8

struct CodeDeleter {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

// Adjacent dark modules of a row, as an SVG path.
std::string dark_pixels(int x, int y, int width) {
  return "M" + std::to_string(x + kQuietModules) + " " + std::to_string(y + kQuietModules) + "h" +
         std::to_string(width) + "v1h-" + std::to_string(width) + "z";
}

}  // namespace

std::string qr_picture(const std::string& text) {
  const std::unique_ptr<QRcode, CodeDeleter> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
  if (code == nullptr) return {};
  std::string path;
  for (int y = 0; y < code->width; ++y) {
    const unsigned char* row = code->data + static_cast<std::ptrdiff_t>(y) * code->width;
    for (int x = 0; x < code->width;) {
      int end = x;
      while (end < code->width && (row[end] & 1) != 0) ++end;
      if (end > x) path += dark_pixels(x, y, end - x);
      x = end + 1;
    }
  }
  const std::string size = std::to_string(code->width + 2 * kQuietModules);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
         "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size + "H0z\"/><path d=\"" +
         path + "\"/></svg>";
}

}  // namespace undersigned::admin
