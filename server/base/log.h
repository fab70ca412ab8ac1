// The server's log: one line an event on stderr, "2018-08-21T12:00:00.000Z info event=started port=8080".
//
// Nothing personal is logged: no names, no mail or network addresses, no request bodies or queries. Values with blanks
// or control characters are quoted, so a line is always one event. Thread-safe after set_level().
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace undersigned::base {

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

struct LogField {
  std::string_view name;
  std::string value;
};

using LogFields = std::initializer_list<LogField>;

void set_level(LogLevel level);

// Log lines of these levels since the start, whether written or suppressed by the level.
struct LogCounts {
  std::uint64_t warnings = 0;
  std::uint64_t errors = 0;
};

LogCounts log_counts();

void log_debug(std::string_view event, LogFields fields = {});
void log_info(std::string_view event, LogFields fields = {});
void log_warning(std::string_view event, LogFields fields = {});
void log_error(std::string_view event, LogFields fields = {});

}  // namespace undersigned::base
