// What the writer does in groups: something one person waits for, answered by a callback once it is on disk.
#pragma once

#include <string>
#include <variant>

#include "server/store/store.h"

namespace undersigned::store::sqlite {

// See Store::send_again().
struct SendAgain {
  std::string campaign;  // slug
  DedupeKey dedupe_key{};
  MailboxKey mailbox{};
  std::int64_t now_ms = 0;
};

struct Operation {
  std::variant<NewSignature, Confirmation, SendAgain> request;
  SignCallback done;
  Result<Signed> result = Error{ErrorCode::StorageFailed};
};

}  // namespace undersigned::store::sqlite
