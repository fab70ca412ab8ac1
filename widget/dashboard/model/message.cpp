#include "widget/dashboard/model/message.h"

#include <cstring>

namespace undersigned::dashboard {
namespace {

constexpr double kCountMax = 9007199254740992.0;        // 2^53: the largest a JSON number holds exactly
constexpr double kMillisecondsMax = 253402300799999.0;  // the end of the year 9999

}  // namespace

bool MessageReader::take(void* to, std::size_t bytes) {
  if (failed_ || rest_.size() < bytes) {
    failed_ = true;
    rest_ = {};
    return false;
  }
  std::memcpy(to, rest_.data(), bytes);
  rest_.remove_prefix(bytes);
  return true;
}

double MessageReader::number() {
  double value = 0;
  return take(&value, sizeof value) ? value : 0;
}

std::string_view MessageReader::text() {
  std::uint32_t bytes = 0;
  if (!take(&bytes, sizeof bytes) || rest_.size() < bytes) {
    failed_ = true;
    rest_ = {};
    return {};
  }
  const std::string_view text = rest_.substr(0, bytes);
  rest_.remove_prefix(bytes);
  return text;
}

std::uint64_t MessageReader::count() {
  const double value = number();
  return value >= 0 && value <= kCountMax ? static_cast<std::uint64_t>(value) : 0;
}

std::int64_t MessageReader::milliseconds() {
  const double value = number();
  return value >= 0 && value <= kMillisecondsMax ? static_cast<std::int64_t>(value) : 0;
}

}  // namespace undersigned::dashboard
