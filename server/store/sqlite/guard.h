// Where SQLite's exceptions end: guarded() runs a piece of work and gives its Result, or the Error for what was thrown.
#pragma once

#include <SQLiteCpp/Exception.h>

#include <string>
#include <string_view>
#include <type_traits>

#include "shared/result.h"

namespace undersigned::store::sqlite {

// Busy: another process held the database for too long. Duplicate: a unique name is taken. StorageFailed otherwise.
Error error_of(const SQLite::Exception& exception);

// SQLite's own words for the failure, which never hold a value out of a row; printable.
std::string words_of(const SQLite::Exception& exception);

// Text of a file that may be damaged, for a terminal or a log: what is not printable ASCII is a ?, and it has an end.
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
