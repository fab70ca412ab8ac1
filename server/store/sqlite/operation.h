// What the writer does in groups: something one person waits for, answered by a callback once it is on disk.
#pragma once

#include <variant>

#include "server/store/store.h"

namespace undersigned::store::sqlite {

struct Operation {
  std::variant<NewSignature, Confirmation, SendAgain> request;
  SignCallback done;
  Result<Signed> result = Error{ErrorCode::StorageFailed};
};

}  // namespace undersigned::store::sqlite
