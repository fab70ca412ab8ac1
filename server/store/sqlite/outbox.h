// Puts mails into the outbox, in the transaction that they belong to.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/mail_slots.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

struct Recipient {
  std::int64_t signature_id = 0;  // 0: there is nobody to write to
  MailboxKey mailbox{};
  std::int64_t now_ms = 0;
  MailPlace place{};
};

// Queues Confirm, AlreadySigned or Thanks. Takes a slot of the mailbox (mail_slots.h) for every call alike, whatever the
// signature's state: without a signature, or if its details were erased, a placeholder. A Confirm mail has the same
// issue of code and link as one that waits or was sent within limits::kMailAgainMs, otherwise a new one.
void queue_mail(Connection& connection, MailKind kind, const Recipient& recipient);

// Queues the thank-you mail. It has no limit of its own: there is at most one for each Confirm mail.
void queue_thanks(Connection& connection, std::int64_t signature_id, std::int64_t now_ms, const MailPlace& place);

struct Mail {
  MailKind kind = MailKind::Confirm;
  std::int64_t signature_id = 0;  // 0: of a placeholder
  std::int64_t now_ms = 0;
  MailSlot slot{};
  std::int64_t order_ms = 0;  // 0: now
  std::int64_t issue = 0;
  std::string_view locale;
  MailCause cause = MailCause::Signing;
  std::int64_t my_code_id = 0;  // of MyCode, and of the placeholder in its stead
};

void insert_mail(Connection& connection, const Mail& mail);

// Where a mail has to wait, or is dropped: takes the place that it would have had now. So each request takes one, and
// the mails behind it do not show how many the mailbox has had today.
void hold_place(Connection& connection, const std::optional<MailSlot>& slot, MailCause cause, const MailPlace& place,
                std::int64_t now_ms);

// Removes the queued mails of a signature: drop_mails() all of them, drop_mails_of_status() all but the code that opens
// /my.
void drop_mails(Connection& connection, std::int64_t signature_id);
void drop_mails_of_status(Connection& connection, std::int64_t signature_id);

// Queued codes that open /my are sent for another signature of the same mailbox instead.
void move_my_codes(Connection& connection, std::int64_t from_id, std::int64_t to_id);

// From now on no code or link sent for the signature works.
void close_codes(Connection& connection, std::int64_t signature_id);

}  // namespace undersigned::store::sqlite
