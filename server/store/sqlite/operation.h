// An operation of a group commit: one person waits for it, and a callback answers once it is on disk.
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
