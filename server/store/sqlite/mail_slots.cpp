#include "server/store/sqlite/mail_slots.h"

#include <algorithm>
#include <vector>

#include "server/limits.h"
#include "server/store/sqlite/row_rules.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;

MailQueue queue_of(MailCause cause, MailNetwork network) {
  if (cause == MailCause::My) return network == MailNetwork::AsksFirst ? MailQueue::MyFirst : MailQueue::My;
  return network == MailNetwork::AsksFirst ? MailQueue::SigningFirst : MailQueue::Signing;
}

// The time between the day's mail of this number, counted from 1, and the next.
std::int64_t gap_ms(MailQueue queue, std::int64_t mails) {
  const std::int64_t more = mails - limits::kMailsPerMailboxMax;
  if (more < 0) return queue == MailQueue::My ? limits::kMailAgainMs : 0;
  if (queue == MailQueue::SigningFirst || queue == MailQueue::MyFirst) return limits::kMailOfNetworkGapMs;
  std::int64_t gap = limits::kMailGapMsMin;
  for (std::int64_t i = 0; i < more && gap < limits::kMailGapMsMax; ++i) gap *= 2;
  return std::min(gap, limits::kMailGapMsMax);
}

std::size_t waiting_max(MailQueue queue) {
  return queue == MailQueue::My || queue == MailQueue::MyFirst ? 1 : limits::kMailsWaitingMax;
}

// The mails of a queue today, and its next slot.
struct Counted {
  std::int64_t mails = 0;
  std::int64_t next_ms = 0;
};

Counted find_counted(Connection& connection, const MailboxKey& mailbox, MailQueue queue, std::int64_t now_ms) {
  Query find = connection.query(
      "SELECT mails, next_ms, line, day, mailbox FROM mail_count WHERE day = ? AND mailbox = ? AND line = ?");
  find.bind(now_ms / kDayMs).bind_blob(mailbox.data(), mailbox.size()).bind(static_cast<std::int64_t>(queue));
  if (!find.next()) return {};
  if (is_mail_count(find)) return {find.integer(0), find.integer(1)};
  connection.damaged().add("mail_count", now_ms / kDayMs);
  return {};
}

// Takes the next slot and returns its time.
std::int64_t count_mail(Connection& connection, const MailboxKey& mailbox, MailQueue queue, const Counted& counted,
                        std::int64_t now_ms) {
  const std::int64_t slot_ms = std::max(now_ms, counted.next_ms);
  const std::int64_t mails = counted.mails + 1;
  connection.query("INSERT OR REPLACE INTO mail_count (day, mailbox, line, mails, next_ms) VALUES (?, ?, ?, ?, ?)")
      .bind(now_ms / kDayMs)
      .bind_blob(mailbox.data(), mailbox.size())
      .bind(static_cast<std::int64_t>(queue))
      .bind(mails)
      .bind(slot_ms + gap_ms(queue, mails))
      .run();
  return slot_ms;
}

struct Waiting {
  std::int64_t id = 0;  // of the mail
  std::int64_t due_ms = 0;
  int asked = 0;
};

// The mails that have to wait, soonest first. Without damaged ones, whose time is beyond every slot.
std::vector<Waiting> find_waiting(Connection& connection, const MailboxKey& mailbox, MailQueue queue,
                                  std::int64_t now_ms) {
  Query find = connection.query(
      "SELECT id, due_ms, asked FROM outbox INDEXED BY outbox_waiting"
      " WHERE mailbox IS NOT NULL AND mailbox = ? AND line = ? AND due_ms > ? AND due_ms < ? ORDER BY due_ms LIMIT ?");
  find.bind_blob(mailbox.data(), mailbox.size()).bind(static_cast<std::int64_t>(queue)).bind(now_ms);
  find.bind(now_ms + 2 * kDayMs).bind(static_cast<std::int64_t>(waiting_max(queue)));
  std::vector<Waiting> found;
  while (find.next()) found.push_back({find.integer(0), find.integer(1), static_cast<int>(find.integer(2))});
  return found;
}

void move_back(Connection& connection, const Waiting& mail, std::int64_t due_ms) {
  connection.query("UPDATE outbox SET due_ms = ?, order_ms = max(order_ms, ?) WHERE id = ?")
      .bind(due_ms)
      .bind(due_ms)
      .bind(mail.id)
      .run();
}

// Its code expires as if it had been sent.
void drop(Connection& connection, const Waiting& mail, std::int64_t now_ms) {
  connection
      .query(
          "UPDATE confirmation SET sent_ms = ? FROM outbox WHERE outbox.id = ? AND outbox.kind = 0"
          " AND confirmation.signature_id = outbox.signature_id AND confirmation.issue = outbox.issue")
      .bind(now_ms)
      .bind(mail.id)
      .run();
  connection.query("DELETE FROM outbox WHERE id = ?").bind(mail.id).run();
}

}  // namespace

std::optional<MailSlot> take_mail_slot(Connection& connection, const MailboxKey& mailbox, MailCause cause,
                                       const MailPlace& place, std::int64_t now_ms) {
  const MailQueue queue = queue_of(cause, place.network);
  MailSlot slot{mailbox, queue, place.asked, 0};
  const Counted counted = find_counted(connection, mailbox, queue, now_ms);
  if (counted.next_ms <= now_ms) {
    count_mail(connection, mailbox, queue, counted, now_ms);
    return slot;
  }
  const std::vector<Waiting> waiting = find_waiting(connection, mailbox, queue, now_ms);
  const bool full = waiting.size() >= waiting_max(queue);
  const auto behind =
      std::find_if(waiting.begin(), waiting.end(), [&](const Waiting& mail) { return mail.asked >= place.asked; });
  if (full && behind == waiting.end()) return {};
  const std::int64_t new_ms = full ? 0 : count_mail(connection, mailbox, queue, counted, now_ms);
  for (auto mail = behind; mail != waiting.end(); ++mail) {
    const auto next = mail + 1;
    if (next != waiting.end()) {
      move_back(connection, *mail, next->due_ms);
    } else if (full) {
      drop(connection, *mail, now_ms);
    } else {
      move_back(connection, *mail, new_ms);
    }
  }
  slot.due_ms = behind != waiting.end() ? behind->due_ms : new_ms;
  return slot;
}

void delete_old_mail_slots(Connection& connection, std::int64_t now_ms) {
  connection.query("DELETE FROM mail_count WHERE day < ?").bind(now_ms / kDayMs).run();
}

}  // namespace undersigned::store::sqlite
