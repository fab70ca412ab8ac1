#include "server/store/sqlite/retention.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "server/limits.h"
#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/removals.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/sqlite_store.h"
#include "server/store/sqlite/stored_values.h"
#include "shared/campaign/campaign.h"
#include "shared/json/campaign_json.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kPendingKeptMs = std::int64_t{limits::kPendingKeptDays} * 24 * 60 * 60 * 1000;

// The same day and time of an earlier month, or the last day of that month.
std::int64_t months_before(std::int64_t now_ms, int months) {
  using std::chrono::milliseconds;
  const std::chrono::sys_time<milliseconds> now{milliseconds(now_ms)};
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(now);
  std::chrono::year_month_day then{day};
  then -= std::chrono::months(months);
  if (!then.ok()) then = then.year() / then.month() / std::chrono::last;
  const std::chrono::sys_time<milliseconds> time = std::chrono::sys_days(then) + (now - day);
  return time.time_since_epoch().count();
}

bool has_ended(const Campaign& campaign, std::string_view today) {
  if (campaign.status == CampaignStatus::Closed || campaign.status == CampaignStatus::Won) return true;
  return !campaign.closes_at.empty() && campaign.closes_at < today;
}

void forget_key(Connection& connection, const KnownSignature& signature) {
  const std::int64_t id = signature.id;
  const DedupeKey key = deleted_key(id);
  if (signature.counted.status != SignatureStatus::Pending) {
    connection.signers().remove(connection, signature.counted.campaign_id, signature.dedupe_key);
  }
  connection.query("UPDATE signature SET dedupe_key = ? WHERE id = ?").bind_blob(key.data(), key.size()).bind(id).run();
  connection.query("DELETE FROM confirmation WHERE signature_id = ?").bind(id).run();
  connection.query("DELETE FROM erased_owner WHERE signature_id = ?").bind(id).run();
  connection.note_erased(id);
}

RetentionStep erase_some(Connection& connection, const std::vector<Retention::Found>& due, std::size_t begin,
                         std::size_t end, std::int64_t now_ms, std::vector<SignatureKey>& keys) {
  Retention retention(connection, now_ms);
  CounterValues changes;
  RetentionStep erased;
  for (std::size_t i = begin; i < end; ++i) {
    add_to(erased.campaigns[due[i].campaign], retention.erase(due[i].id, changes));
  }
  add_to_counters(connection, changes);
  bump_revision(connection);
  keys = retention.take_erased();
  return erased;
}

}  // namespace

// Damaged ones expire like the others: of no known status, it is like a rejected one.
struct Retention::Signature {
  explicit Signature(const Query& row)
      : id(row.integer(0)),
        campaign_id(row.integer(1)),
        status(enum_of<SignatureStatus>(row.integer(2)).value_or(SignatureStatus::Invalid)),
        time_ms(row.integer(3)) {
    row.blob(4, key.data(), key.size());
  }

  std::int64_t id;
  std::int64_t campaign_id;
  SignatureStatus status;
  std::int64_t time_ms;
  DedupeKey key{};
};

Retention::Page Retention::look(std::int64_t after) {
  Page page;
  std::size_t rows = 0;
  Query query = connection_.query(
      "SELECT id, campaign_id, status, time_ms, dedupe_key FROM signature WHERE id > ? ORDER BY id LIMIT ?");
  query.bind(after).bind(static_cast<std::int64_t>(limits::kRetentionStepRows));
  for (; query.next(); ++rows) {
    const Signature signature(query);
    page.next = signature.id;
    const Expired due = judge(signature);
    if (is_anything(due)) page.due.push_back({signature.id, rules_of(signature.campaign_id).slug, due});
  }
  if (rows < limits::kRetentionStepRows) page.next = 0;
  return page;
}

Expired Retention::erase(std::int64_t id, CounterValues& changes) {
  Expired due;
  {
    Query query = connection_.query("SELECT id, campaign_id, status, time_ms, dedupe_key FROM signature WHERE id = ?");
    query.bind(id);
    if (!query.next()) return {};
    due = judge(Signature(query));
  }
  if (due.unconfirmed + due.personal_records > 0) {
    note_erased(id);
  }
  const std::optional<KnownSignature> signature = find_to_erase(connection_, id);
  if (due.unconfirmed > 0) remove_signature(connection_, changes, *signature);
  if (due.personal_records > 0) erase_person(connection_, id);
  if (due.dedupe_keys > 0) forget_key(connection_, *signature);
  return due;
}

Expired Retention::judge(const Signature& signature) {
  Expired due;
  const bool unconfirmed = signature.status == SignatureStatus::Pending && now_ms_ - signature.time_ms > kPendingKeptMs;
  if (unconfirmed && !may_be_confirmed(signature.id)) {
    due.unconfirmed = 1;
    return due;
  }
  const Rules& rules = rules_of(signature.campaign_id);
  if (signature.time_ms >= rules.records_since_ms) return due;
  if (signature.key == deleted_key(signature.id)) return due;
  due.personal_records = has_record(signature.id) ? 1 : 0;
  due.dedupe_keys = rules.ended ? 1 : 0;
  return due;
}

const Retention::Rules& Retention::rules_of(std::int64_t campaign_id) {
  const auto [known, is_new] = rules_.try_emplace(campaign_id);
  if (!is_new) return known->second;
  Query query = connection_.query("SELECT slug, document FROM campaign WHERE id = ?");
  query.bind(campaign_id);
  query.next();
  const Result<Campaign> campaign = parse_campaign(query.text(1));
  // The campaign's document cannot be read: its records are kept until it is imported again.
  known->second.slug = query.text(0);
  if (!campaign || campaign->slug != known->second.slug) return known->second;
  known->second = {campaign->slug, months_before(now_ms_, campaign->retention_months),
                   has_ended(*campaign, utc_date(now_ms_))};
  return known->second;
}

void Retention::note_erased(std::int64_t id) {
  note_removal(connection_, id, RemovalKind::Erased);
  Query query = connection_.query("SELECT public_id FROM signature WHERE id = ?");
  query.bind(id);
  if (query.next()) erased_.push_back({id, query.text(0)});
}

bool Retention::has_record(std::int64_t id) {
  Query query = connection_.query("SELECT 1 FROM person WHERE signature_id = ?");
  query.bind(id);
  return query.next();
}

// A link works for a while after its mail was sent.
bool Retention::may_be_confirmed(std::int64_t id) {
  Query query = connection_.query("SELECT 1 FROM confirmation WHERE signature_id = ? AND max(issued_ms, sent_ms) > ?");
  query.bind(id).bind(now_ms_ - limits::kMailLinkMs);
  return query.next();
}

void add_to(Expired& sum, const Expired& expired) {
  sum.personal_records += expired.personal_records;
  sum.unconfirmed += expired.unconfirmed;
  sum.dedupe_keys += expired.dedupe_keys;
}

bool is_anything(const Expired& expired) {
  return expired.personal_records + expired.unconfirmed + expired.dedupe_keys > 0;
}

Result<RetentionStep> SqliteStore::expired(std::int64_t after, std::int64_t now_ms) {
  return readers_.read([&](Connection& connection) -> Result<RetentionStep> {
    const Retention::Page page = Retention(connection, now_ms).look(after);
    RetentionStep step;
    step.next = page.next;
    for (const Retention::Found& found : page.due) add_to(step.campaigns[found.campaign], found.due);
    return step;
  });
}

Result<RetentionStep> SqliteStore::erase_expired(std::int64_t after, std::int64_t now_ms) {
  if (after == 0) {
    const Status swept = writer_.run([&](Connection& connection) -> Status {
      sweep_removals(connection, now_ms);
      return Done{};
    });
    if (!swept) return swept.error();
  }
  // Searched by a reader and erased a few at a time, so that signing continues in between.
  const Result<Retention::Page> page = readers_.read(
      [&](Connection& connection) -> Result<Retention::Page> { return Retention(connection, now_ms).look(after); });
  if (!page) return page.error();

  RetentionStep step;
  for (std::size_t begin = 0; begin < page->due.size(); begin += limits::kRetentionEraseRows) {
    const std::size_t end = std::min(begin + limits::kRetentionEraseRows, page->due.size());
    RetentionStep erased;
    std::vector<SignatureKey> keys;
    const Status written = writer_.run([&](Connection& connection) -> Status {
      erased = erase_some(connection, page->due, begin, end, now_ms, keys);
      return Done{};
    });
    if (!written && begin == 0) return written.error();
    if (!written) {
      step.next = page->due[begin - 1].id;
      return step;
    }
    erase_aside(keys);
    for (const auto& [campaign, expired] : erased.campaigns) {
      add_to(step.campaigns[campaign], expired);
      erased_ += expired.personal_records + expired.unconfirmed;
    }
  }
  step.next = page->next;
  return step;
}

}  // namespace undersigned::store::sqlite
