#include "server/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <memory>

namespace undersigned::base {
namespace {

std::atomic<std::uint64_t> warnings{0};
std::atomic<std::uint64_t> errors{0};

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made = std::make_shared<spdlog::logger>("server", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *instance;
}

bool is_plain(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != '"' && c != '=' && c != 0x7F;
  });
}

std::string quoted(std::string_view value) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 0xFU];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

void write(spdlog::level::level_enum level, std::string_view event, LogFields fields) {
  if (!logger().should_log(level)) return;
  std::string line = "event=" + std::string(event);
  for (const LogField& field : fields) {
    line += ' ';
    line += field.name;
    line += '=';
    line += is_plain(field.value) ? field.value : quoted(field.value);
  }
  logger().log(level, line);
}

}  // namespace

void set_level(LogLevel level) {
  switch (level) {
    case LogLevel::Debug:
      logger().set_level(spdlog::level::debug);
      return;
    case LogLevel::Info:
      logger().set_level(spdlog::level::info);
      return;
    case LogLevel::Warning:
      logger().set_level(spdlog::level::warn);
      return;
    case LogLevel::Error:
      logger().set_level(spdlog::level::err);
      return;
  }
}

void log_debug(std::string_view event, LogFields fields) {
  write(spdlog::level::debug, event, fields);
}
void log_info(std::string_view event, LogFields fields) {
  write(spdlog::level::info, event, fields);
}
LogCounts log_counts() {
  return {.warnings = warnings, .errors = errors};
}

void log_warning(std::string_view event, LogFields fields) {
  ++warnings;
  write(spdlog::level::warn, event, fields);
}
void log_error(std::string_view event, LogFields fields) {
  ++errors;
  write(spdlog::level::err, event, fields);
}

}  // namespace undersigned::base
