// Which code or link of a mail is the right one.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace undersigned::store {

// Which code or link of a mail is the right one: the newest. Never stored itself: made from these under a key of the
// server's secret (server/mail/code.h), so that the database opens nothing.
struct CodeIssue {
  std::string subject;      // a signature's public id; of MyCode the mailbox key in hexadecimal, and the ticket
  std::int64_t number = 0;  // from 1, rising; comes once for a subject
};

// Whether what somebody brought is the code or link of this issue. Called on the writer's thread: short, no store call.
using CodeCheck = std::function<bool(const CodeIssue&)>;

}  // namespace undersigned::store
