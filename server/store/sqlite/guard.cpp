#include "server/store/sqlite/guard.h"

#include <sqlite3.h>

namespace undersigned::store::sqlite {

Error error_of(const SQLite::Exception& exception) {
  switch (exception.getExtendedErrorCode()) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      return Error{ErrorCode::Duplicate};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return Error{ErrorCode::NotFound};
    default:
      break;
  }
  const bool busy = exception.getErrorCode() == SQLITE_BUSY || exception.getErrorCode() == SQLITE_LOCKED;
  return Error{busy ? ErrorCode::Busy : ErrorCode::StorageFailed};
}

// If SQLite has no message of its own, the text of the result code.
std::string words_of(const SQLite::Exception& exception) {
  const int extended = exception.getExtendedErrorCode();
  if (extended > SQLITE_OK) return printable(exception.what()) + " (SQLite code " + std::to_string(extended) + ")";
  const int code = exception.getErrorCode();
  if (code <= SQLITE_OK) return printable(exception.what());
  return std::string(sqlite3_errstr(code)) + " (SQLite code " + std::to_string(code) + ")";
}

std::string printable(std::string_view text) {
  constexpr std::size_t kCharsMax = 300;
  std::string out;
  for (const char c : text.substr(0, kCharsMax)) out += c >= ' ' && c <= '~' ? c : '?';
  if (text.size() > kCharsMax) out += "...";
  return out;
}

}  // namespace undersigned::store::sqlite
