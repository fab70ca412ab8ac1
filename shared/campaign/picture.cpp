#include "shared/campaign/picture.h"

#include <algorithm>

#include "shared/limits.h"
#include "shared/text/utf8.h"

namespace undersigned {

std::vector<int> picture_widths(int width) {
  const int largest = std::min(width, kPictureWidths.back());
  std::vector<int> widths;
  for (const int each : kPictureWidths) {
    if (each < largest) widths.push_back(each);
  }
  widths.push_back(largest);
  return widths;
}

std::string picture_file(std::string_view id, int width, std::string_view type) {
  return std::string(id).append("-").append(std::to_string(width)).append(".").append(type);
}

bool has_picture(const Campaign& campaign) {
  return !campaign.picture.id.empty();
}

bool is_picture_name(std::string_view file) {
  if (file.empty() || file.size() > limits::kPictureNameBytesMax || !is_utf8(file)) return false;
  for (const char c : file) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\' || c == ':') return false;
  }
  while (true) {
    const std::size_t end = std::min(file.find('/'), file.size());
    const std::string_view part = file.substr(0, end);
    if (part.empty() || part == "." || part == "..") return false;
    if (end == file.size()) return true;
    file.remove_prefix(end + 1);
  }
}

}  // namespace undersigned
