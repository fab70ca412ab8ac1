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

std::string words_of(const SQLite::Exception& exception) {
  return std::string(exception.what()) + " (SQLite code " + std::to_string(exception.getExtendedErrorCode()) + ")";
}

}  // namespace undersigned::store::sqlite
