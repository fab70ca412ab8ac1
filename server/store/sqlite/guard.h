// Where SQLite's exceptions are caught: guarded() runs a function and returns its Result, or the Error for an
// exception.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <string>
#include <string_view>
#include <type_traits>

#include "shared/result.h"

namespace undersigned::store::sqlite {

// Busy: another process held the database for too long. Duplicate: a unique name is taken. StorageFailed otherwise.
Error error_of(const SQLite::Exception& exception);

// SQLite's message, printable. It never holds a value from a row.
std::string words_of(const SQLite::Exception& exception);

// Text from a file that may be damaged, for a terminal or a log: every byte but printable ASCII becomes a ?, and the
// length is limited.
std::string printable(std::string_view text);

template <class Work>
auto guarded(const Work& work) -> std::invoke_result_t<Work> {
  try {
    return work();
  } catch (const SQLite::Exception& exception) {
    return error_of(exception);
  }
}

}  // namespace undersigned::store::sqlite
