// Limits how many mails a mailbox gets. A mailbox has four queues, so that filling one does not delay mails in another.
// In each:
// - limits::kMailsPerMailboxMax mails a day (UTC) go at once, and then one at intervals. Codes for /my keep a distance
//   from the first on.
// - Those that wait have slots, one after the other. The next slot goes to the network that has asked for this mailbox
//   least often today, and of equals to the newest: its sender is still looking at the page.
// - At most limits::kMailsWaitingMax wait (of codes for /my: one), so that a flood is over soon. The mail beyond that
//   is dropped; it can be asked for again.
//
// Nothing here depends on whether the mailbox has signed, so neither number nor time of the mails shows it. How many it
// has had today shows neither: hold_place() in outbox.h.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <optional>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// The queue depends on what asks for the mail: signing, where anybody may type the address, or /my. Each has a second
// queue for networks that had nothing sent to the mailbox on that day, so that one network cannot delay the others.
// Stored in the database.
enum class MailQueue : std::uint8_t { Signing = 0, My = 1, SigningFirst = 2, MyFirst = 3 };

enum class MailCause : std::uint8_t { Signing, My };

// When a mail may be sent.
struct MailSlot {
  MailboxKey mailbox{};
  MailQueue queue = MailQueue::Signing;
  int asked = 0;            // MailPlace::asked
  std::int64_t due_ms = 0;  // 0: at once
};

// Takes a slot for one mail. Others that wait may move back by one. Nothing if this mail is the one beyond the limit.
std::optional<MailSlot> take_mail_slot(Connection& connection, const MailboxKey& mailbox, MailCause cause,
                                       const MailPlace& place, std::int64_t now_ms);

// Deletes the counts of earlier days.
void delete_old_mail_slots(Connection& connection, std::int64_t now_ms);

}  // namespace undersigned::store::sqlite
