// Which code or link of a mail is the right one.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace undersigned::store {

// Identifies the newest code and link of a mail. Codes and links are never stored: they are computed from this and a
// key of the server's secret (server/mail/code.h), so the database alone opens nothing.
struct CodeIssue {
  std::string subject;      // a signature's public id; for MyCode the mailbox key in hexadecimal, and the ticket
  std::int64_t number = 0;  // from 1, rising; used once for a subject
};

// Whether a code or link is the one of this issue. Called on the writer's thread: must be quick, and must not call the
// store.
using CodeCheck = std::function<bool(const CodeIssue&)>;

}  // namespace undersigned::store
