#include "server/store/sqlite/row_check.h"

#include <cstdint>
#include <string>

#include "server/store/sqlite/row_rules.h"
#include "shared/text/utf8.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kNumberMax = std::int64_t{1} << 53;  // of what only counts on

// Reads a few columns of every row of the table.
struct TableCheck {
  const char* table;
  const char* sql;
  bool (*is_right)(const Query& row);
};

bool never(const Query& /*row*/) {
  return false;
}

bool is_key(const Query& row) {
  return row.blob_bytes(0) == kKeyBytes;
}

bool is_link(const Query& row) {
  const std::optional<std::int64_t> expires_ms = row.whole(1);
  return row.blob_bytes(0) == kHashBytes && expires_ms && is_time(*expires_ms);
}

bool is_number(const Query& row) {
  const std::optional<std::int64_t> number = row.whole(0);
  return number && *number >= 0 && *number < kNumberMax;
}

bool is_text(const Query& row) {
  const std::optional<std::string_view> version = row.text_view(0);
  const std::optional<std::string_view> document = row.text_view(1);
  return version && is_plain_id(*version) && document && is_utf8(*document);
}

constexpr TableCheck kChecks[] = {
    {"signature", "SELECT count(*) FROM signature GROUP BY public_id HAVING count(*) > 1", never},
    {"consent", "SELECT purpose, text_version, time_ms, withdrawn_ms FROM consent", is_consent},
    {"counter", "SELECT series, bucket, signatures FROM counter", is_counter},
    {"confirmation", "SELECT issue, attempts_left, sent_ms, issued_ms, mailed_ms FROM confirmation",
     [](const Query& row) { return is_confirmation(row); }},
    {"outbox",
     "SELECT kind, issue, due_ms, attempts, locale, urgent, order_ms, signature_id, my_code_id, mailbox, line, asked"
     " FROM outbox",
     is_mail},
    {"my_code", "SELECT issue, attempts_left, sent_ms, ticket, mailbox FROM my_code", is_my_code},
    {"mail_count", "SELECT mails, next_ms, line, day, mailbox FROM mail_count", is_mail_count},
    {"code_attempts", "SELECT attempts, day, mailbox FROM code_attempts", is_code_attempts},
    {"signer", "SELECT dedupe_key FROM signer", is_key},
    {"erased_owner", "SELECT owner FROM erased_owner", is_key},
    {"settled_signer", "SELECT dedupe_key FROM settled_signer", is_key},
    {"user", "SELECT id, username, password_hash, role, totp_sealed, totp_step FROM user", is_user},
    {"session", "SELECT token_hash, user_id, created_ms, seen_ms FROM session", is_session},
    {"password_link", "SELECT token_hash, expires_ms FROM password_link", is_link},
    {"recovery_code", "SELECT code_hash, 0 FROM recovery_code", is_link},
    {"setup_token", "SELECT token_hash, expires_ms FROM setup_token", is_link},
    {"removal", "SELECT signature_id, public_id, kind, time_ms, detail FROM removal", is_removal},
    {"audit", "SELECT chain, actor, action, subject, time_ms FROM audit", is_audit_entry},
    {"campaign", "SELECT text_version, document FROM campaign", is_text},
    {"agreed_text", "SELECT text_version, document FROM agreed_text", is_text},
    {"picture", "SELECT file, bytes FROM picture",
     [](const Query& row) { return row.blob_bytes(1) && is_picture(row.text(0), row.text(1)); }},
    {"campaign_version", "SELECT number, kind, author, time_ms, document FROM campaign_version", is_campaign_version},
    {"revision", "SELECT number FROM revision", is_number},
    {"disk_touch", "SELECT number FROM disk_touch", is_number},
};

void add(std::vector<DamagedTable>& damaged, const char* table, std::uint64_t rows) {
  if (rows == 0) return;
  if (!damaged.empty() && damaged.back().table == table) {
    damaged.back().rows += rows;
  } else {
    damaged.push_back({table, rows});
  }
}

void check_signatures(Connection& connection, std::vector<DamagedTable>& damaged) {
  static const std::string kSql = std::string("SELECT ") + kSignatureColumns +
                                  " FROM signature LEFT JOIN person ON person.signature_id = signature.id";
  std::uint64_t signatures = 0;
  std::uint64_t persons = 0;
  for (Query row = connection.query(kSql.c_str()); row.next();) {
    StoredSignature found;
    const Damage damage = read_signature(row, found);
    if (damage == Damage::Signature) ++signatures;
    if (damage == Damage::Person) ++persons;
  }
  add(damaged, "person", persons);
  add(damaged, "signature", signatures);
}

}  // namespace

std::vector<DamagedTable> find_damaged_rows(Connection& connection) {
  std::vector<DamagedTable> damaged;
  check_signatures(connection, damaged);
  for (const TableCheck& check : kChecks) {
    std::uint64_t rows = 0;
    for (Query row = connection.query(check.sql); row.next();) {
      if (!check.is_right(row)) ++rows;
    }
    add(damaged, check.table, rows);
  }
  return damaged;
}

}  // namespace undersigned::store::sqlite
