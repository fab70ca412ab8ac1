#include "server/store/sqlite/mail_slots.h"

#include <algorithm>

#include "server/limits.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;

// The time between the day's mail of this number, counted from 1, and the next.
std::int64_t gap_ms(MailQueue queue, std::int64_t mails) {
  const std::int64_t more = mails - limits::kMailsPerMailboxMax;
  if (more < 0) return queue == MailQueue::My ? limits::kMailAgainMs : 0;
  if (queue == MailQueue::SigningFirst || queue == MailQueue::MyFirst) return limits::kMailOfNetworkGapMs;
  std::int64_t gap = limits::kMailGapMsMin;
  for (std::int64_t i = 0; i < more && gap < limits::kMailGapMsMax; ++i) gap *= 2;
  return std::min(gap, limits::kMailGapMsMax);
}

}  // namespace

MailQueue queue_of(MailCause cause, MailNetwork network) {
  if (cause == MailCause::My) return network == MailNetwork::AsksFirst ? MailQueue::MyFirst : MailQueue::My;
  return network == MailNetwork::AsksFirst ? MailQueue::SigningFirst : MailQueue::Signing;
}

std::int64_t take_mail_slot(Connection& connection, const MailboxKey& mailbox, MailQueue queue, std::int64_t now_ms) {
  const std::int64_t day = now_ms / kDayMs;
  std::int64_t mails = 1;
  std::int64_t slot_ms = now_ms;
  {
    Query find = connection.query("SELECT mails, next_ms FROM mail_count WHERE day = ? AND mailbox = ? AND line = ?");
    find.bind(day).bind_blob(mailbox.data(), mailbox.size()).bind(static_cast<std::int64_t>(queue));
    if (find.next()) {
      mails = find.integer(0) + 1;
      slot_ms = std::max(now_ms, find.integer(1));
    }
  }
  connection.query("INSERT OR REPLACE INTO mail_count (day, mailbox, line, mails, next_ms) VALUES (?, ?, ?, ?, ?)")
      .bind(day)
      .bind_blob(mailbox.data(), mailbox.size())
      .bind(static_cast<std::int64_t>(queue))
      .bind(mails)
      .bind(slot_ms + gap_ms(queue, mails))
      .run();
  return slot_ms;
}

void delete_old_mail_slots(Connection& connection, std::int64_t now_ms) {
  connection.query("DELETE FROM mail_count WHERE day < ?").bind(now_ms / kDayMs).run();
}

}  // namespace undersigned::store::sqlite
