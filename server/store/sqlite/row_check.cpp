#include "server/store/sqlite/row_check.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/store/sqlite/stored_values.h"
#include "shared/text/utf8.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kKeyBytes = 16;  // of a signer, a mailbox
constexpr std::int64_t kHashBytes = 32;
constexpr std::int64_t kTimeMsMax = 253'402'300'799'999;  // the end of the year 9999
constexpr std::size_t kNameCharsMax = 64;

// Letters, digits and hyphens: what public ids, languages and ids in campaign files consist of.
bool is_plain(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= kNameCharsMax && std::all_of(text.begin(), text.end(), plain);
}

bool is_time(std::int64_t time_ms) {
  return time_ms >= 0 && time_ms <= kTimeMsMax;
}

bool all_utf8(const Query& row, int columns) {
  for (int i = 0; i < columns; ++i) {
    if (!is_utf8(row.text(i))) return false;
  }
  return true;
}

bool is_signature(const Query& row) {
  return enum_of<SignatureStatus>(row.integer(0)) && enum_of<SignatureKind>(row.integer(1)) &&
         enum_of<Visibility>(row.integer(2)) && enum_of<CommentState>(row.integer(3)) &&
         suspicions_of(row.integer(4)) && row.integer(5) == kKeyBytes && is_time(row.integer(6)) &&
         is_plain(row.text(7)) && is_plain(row.text(8));
}

bool is_counter(const Query& row) {
  const std::optional<Series> series = enum_of<Series>(row.integer(0));
  return series && row.is_integer(1) == (*series == Series::Status || *series == Series::Hour);
}

// A placeholder has no reader, and may have no language.
bool is_mail(const Query& row) {
  const std::optional<MailKind> kind = enum_of<MailKind>(row.integer(0));
  const std::string locale = row.text(2);
  const bool unread = kind == MailKind::Placeholder && locale.empty();
  return kind && row.integer(1) >= 0 && (unread || is_plain(locale));
}

bool is_key(const Query& row) {
  return row.integer(0) == kKeyBytes;
}

bool is_hash(const Query& row) {
  return row.integer(0) == kHashBytes;
}

// Reads a few columns of every row of the table.
struct TableCheck {
  const char* table;
  const char* sql;
  bool (*is_right)(const Query& row);
};

constexpr TableCheck kChecks[] = {
    {"signature",
     "SELECT status, kind, visibility, comment_hidden, suspicion, length(dedupe_key), time_ms, public_id, locale"
     " FROM signature",
     is_signature},
    {"signature", "SELECT count(*) FROM signature GROUP BY public_id HAVING count(*) > 1",
     [](const Query&) { return false; }},
    {"person", "SELECT name, organization, role, email, postcode, phone, comment FROM person",
     [](const Query& row) { return all_utf8(row, 7); }},
    {"consent", "SELECT purpose, time_ms, coalesce(withdrawn_ms, 0) FROM consent",
     [](const Query& row) { return is_plain(row.text(0)) && is_time(row.integer(1)) && is_time(row.integer(2)); }},
    {"counter", "SELECT series, bucket FROM counter", is_counter},
    {"confirmation", "SELECT issue FROM confirmation", [](const Query& row) { return row.integer(0) >= 0; }},
    {"outbox", "SELECT kind, attempts, locale FROM outbox", is_mail},
    {"my_code", "SELECT length(mailbox) FROM my_code", is_key},
    {"mail_count", "SELECT length(mailbox) FROM mail_count", is_key},
    {"code_attempts", "SELECT length(mailbox) FROM code_attempts", is_key},
    {"signer", "SELECT length(dedupe_key) FROM signer", is_key},
    {"erased_owner", "SELECT length(owner) FROM erased_owner", is_key},
    {"settled_signer", "SELECT length(dedupe_key) FROM settled_signer", is_key},
    {"user", "SELECT username, role FROM user",
     [](const Query& row) { return is_utf8(row.text(0)) && enum_of<Role>(row.integer(1)).has_value(); }},
    {"session", "SELECT length(token_hash) FROM session", is_hash},
    {"password_link", "SELECT length(token_hash) FROM password_link", is_hash},
    {"recovery_code", "SELECT length(code_hash) FROM recovery_code", is_hash},
    {"setup_token", "SELECT length(token_hash) FROM setup_token", is_hash},
    {"removal", "SELECT kind, public_id FROM removal",
     [](const Query& row) { return enum_of<RemovalKind>(row.integer(0)) && is_plain(row.text(1)); }},
    {"audit", "SELECT length(chain), actor, subject FROM audit",
     [](const Query& row) { return is_hash(row) && is_utf8(row.text(1)) && is_utf8(row.text(2)); }},
};

}  // namespace

std::vector<DamagedTable> find_damaged_rows(Connection& connection) {
  std::vector<DamagedTable> damaged;
  for (const TableCheck& check : kChecks) {
    std::uint64_t rows = 0;
    for (Query row = connection.query(check.sql); row.next();) {
      if (!check.is_right(row)) ++rows;
    }
    if (rows == 0) continue;
    if (!damaged.empty() && damaged.back().table == check.table) {
      damaged.back().rows += rows;
    } else {
      damaged.push_back({check.table, rows});
    }
  }
  return damaged;
}

}  // namespace undersigned::store::sqlite
