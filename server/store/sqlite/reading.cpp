// SqliteStore: reading counts, signers and rows.
#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/limits.h"
#include "server/store/sqlite/records.h"
#include "server/store/sqlite/row_rules.h"
#include "server/store/sqlite/sqlite_store.h"
#include "shared/limits.h"
#include "shared/text/name.h"

namespace undersigned::store::sqlite {
namespace {

// The queries of lists have no LIMIT: a damaged row does not take the place of another.
std::size_t row_limit(std::size_t rows) {
  return std::min(rows, limits::kSignaturePageRows);
}

// For the tables of organizers.
SignatureRow table_row(const StoredSignature& found) {
  SignatureRow row;
  row.cursor = found.id;
  row.public_id = found.public_id;
  row.time_ms = found.time_ms;
  row.name = found.name;
  row.organization = found.organization;
  row.country = found.country;
  row.postcode = found.postcode;
  row.partner = found.partner;
  row.status = found.status;
  row.visibility = found.visibility;
  row.comment = found.comment;
  row.comment_state = found.comment_state;
  return row;
}

QuarantinedSignature quarantined_signature(const StoredSignature& found) {
  return {table_row(found), std::string(found.email), found.suspicions};
}

// series, bucket, signatures, campaign_id
bool is_sound_counter(Connection& connection, const Query& row) {
  if (is_counter(row)) return true;
  connection.damaged().add("counter", row.integer(3));
  return false;
}

PublicSigner public_signer(const StoredSignature& found) {
  PublicSigner signer;
  signer.cursor = found.id;
  signer.name = found.name;
  signer.organization = found.organization;
  signer.country = found.country;
  if (found.comment_state == CommentState::Shown) signer.comment = found.comment;
  signer.time_ms = found.time_ms;
  // An organization that is shown alone has no initials beside it: they would be its representative's.
  if (found.visibility == Visibility::Initials) {
    signer.name = signer.organization.empty() ? initials(signer.name) : std::string();
  }
  return signer;
}

// The campaign's signatures below an id, newest first, with their columns as in row_rules.h. `index` and `which`: an
// index over some of them, and its WHERE clause, without which SQLite does not use it. `join`: CROSS, which keeps that
// order of the tables, leaves out erased ones.
std::string newest_first(const char* index, const char* which, const char* join) {
  return std::string("SELECT ") + kSignatureColumns + " FROM signature INDEXED BY " + index + " " + join +
         " JOIN person ON person.signature_id = signature.id"
         " WHERE signature.campaign_id = (SELECT id FROM campaign WHERE slug = ?)" +
         which + " AND signature.id < ? ORDER BY signature.id DESC";
}

// A page of what `make` makes of the rows. Damaged ones are left out, and noted.
template <class Made>
std::vector<Made> read_page(Connection& connection, const std::string& sql, std::string_view campaign,
                            std::optional<std::int64_t> before, std::size_t rows,
                            Made (*make)(const StoredSignature& found)) {
  std::vector<Made> page;
  Query query = connection.query(sql.c_str());
  query.bind(campaign).bind(before.value_or(std::numeric_limits<std::int64_t>::max()));
  while (page.size() < row_limit(rows) && query.next()) {
    const std::optional<StoredSignature> found = sound_signature(connection, query);
    if (found) page.push_back(make(*found));
  }
  return page;
}

}  // namespace

Result<std::map<std::string, Counts>> SqliteStore::counts() {
  return readers_.read([](Connection& connection) -> Result<std::map<std::string, Counts>> {
    std::map<std::string, Counts> counts;
    Query rows = connection.query(
        "SELECT campaign.slug, counter.bucket, counter.signatures FROM campaign"
        " LEFT JOIN counter ON counter.campaign_id = campaign.id AND counter.series = 0");
    while (rows.next()) {
      Counts& campaign = counts[rows.text(0)];
      if (!rows.is_null(1)) add_status_count(campaign, rows.integer(1), rows.integer(2));
    }
    return counts;
  });
}

Result<std::vector<PublicSigner>> SqliteStore::public_signers(std::string_view campaign,
                                                              std::optional<std::int64_t> before, std::size_t rows) {
  static const std::string kSql =
      newest_first("signature_shown", " AND signature.status = 1 AND signature.visibility IN (0, 1)", "CROSS");
  return readers_.read([&](Connection& connection) -> Result<std::vector<PublicSigner>> {
    return read_page(connection, kSql, campaign, before, rows, public_signer);
  });
}

Result<std::vector<HourCount>> SqliteStore::confirmed_by_hour(std::string_view campaign, std::int64_t from_hour) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<HourCount>> {
    std::vector<HourCount> hours;
    Query rows = connection.query(
        "SELECT series, bucket, signatures, campaign_id FROM counter"
        " WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?)"
        " AND series = 1 AND bucket >= ? AND signatures > 0 ORDER BY bucket");
    rows.bind(campaign).bind(from_hour);
    while (rows.next()) {
      if (is_sound_counter(connection, rows)) {
        hours.push_back({rows.integer(1), static_cast<std::uint64_t>(rows.integer(2))});
      }
    }
    return hours;
  });
}

template <class Count>
Result<std::vector<Count>> SqliteStore::largest_first(std::string_view campaign, Series series) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<Count>> {
    std::vector<Count> counts;
    Query rows = connection.query(
        "SELECT series, bucket, signatures, campaign_id FROM counter"
        " WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?)"
        " AND series = ? AND signatures > 0 ORDER BY signatures DESC, bucket");
    rows.bind(campaign).bind(static_cast<std::int64_t>(series));
    while (counts.size() < limits::kCountedRowsMax && rows.next()) {
      if (!is_sound_counter(connection, rows)) continue;
      counts.push_back({rows.text(1), static_cast<std::uint64_t>(rows.integer(2))});
    }
    return counts;
  });
}

Result<std::vector<PartnerCount>> SqliteStore::confirmed_by_partner(std::string_view campaign) {
  return largest_first<PartnerCount>(campaign, Series::Partner);
}

Result<std::vector<SourceCount>> SqliteStore::confirmed_by_source(std::string_view campaign) {
  return largest_first<SourceCount>(campaign, Series::Source);
}

Result<std::vector<CountryCount>> SqliteStore::confirmed_by_country(std::string_view campaign) {
  return largest_first<CountryCount>(campaign, Series::Country);
}

Result<std::vector<SignatureRow>> SqliteStore::signatures(std::string_view campaign, std::optional<std::int64_t> before,
                                                          std::size_t rows) {
  static const std::string kSql = newest_first("signature_newest", "", "LEFT");
  return readers_.read([&](Connection& connection) -> Result<std::vector<SignatureRow>> {
    return read_page(connection, kSql, campaign, before, rows, table_row);
  });
}

Result<std::vector<QuarantinedSignature>> SqliteStore::quarantined(std::string_view campaign,
                                                                   std::optional<std::int64_t> before,
                                                                   std::size_t rows) {
  static const std::string kSql = newest_first("signature_quarantined", " AND signature.status = 4", "LEFT");
  return readers_.read([&](Connection& connection) -> Result<std::vector<QuarantinedSignature>> {
    return read_page(connection, kSql, campaign, before, rows, quarantined_signature);
  });
}

Result<std::vector<SignatureRecord>> SqliteStore::signature_records(std::string_view campaign, std::int64_t after,
                                                                    std::size_t rows) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<SignatureRecord>> {
    SQLite::Transaction snapshot(connection.database());
    const std::string slug(campaign);
    std::vector<SignatureRecord> page;
    Query ids = connection.query(
        "SELECT id FROM signature INDEXED BY signature_newest"
        " WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?) AND id > ? ORDER BY id");
    ids.bind(slug).bind(after);
    while (page.size() < std::min(rows, limits::kExportPageRows) && ids.next()) {
      std::optional<SignatureRecord> record = read_record(connection, ids.integer(0), slug);
      if (record) page.push_back(*std::move(record));
    }
    return page;
  });
}

}  // namespace undersigned::store::sqlite
