// SqliteStore: reading counts, signers and rows.
#include <algorithm>
#include <limits>
#include <optional>

#include "server/limits.h"
#include "server/store/sqlite/records.h"
#include "server/store/sqlite/sqlite_store.h"
#include "server/store/sqlite/stored_values.h"
#include "shared/limits.h"
#include "shared/text/name.h"

namespace undersigned::store::sqlite {
namespace {

// The queries of lists have no LIMIT: a damaged row does not take the place of another.
std::size_t row_limit(std::size_t rows) {
  return std::min(rows, limits::kSignaturePageRows);
}

// Reads the columns that both queries begin with. Nothing if the row is damaged, which is noted.
std::optional<SignatureRow> table_row(Connection& connection, const Query& row) {
  const auto status = enum_of<SignatureStatus>(row.integer(8));
  const auto visibility = enum_of<Visibility>(row.integer(9));
  const auto comment_state = enum_of<CommentState>(row.integer(11));
  if (!status || !visibility || !comment_state) {
    connection.damaged().add("signature", row.integer(0));
    return {};
  }
  return SignatureRow{row.integer(0), row.text(1), row.integer(2), row.text(3), row.text(4),  row.text(5),
                      row.text(6),    row.text(7), *status,        *visibility, row.text(10), *comment_state};
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
  return readers_.read([&](Connection& connection) -> Result<std::vector<PublicSigner>> {
    std::vector<PublicSigner> signers;
    // SQLite uses the index signature_shown only if the WHERE clause repeats the index's own.
    Query query = connection.query(
        "SELECT signature.id, person.name, person.organization, signature.country,"
        " CASE signature.comment_hidden WHEN 0 THEN person.comment ELSE '' END, signature.time_ms,"
        " signature.visibility"
        " FROM signature INDEXED BY signature_shown JOIN person ON person.signature_id = signature.id"
        " WHERE signature.campaign_id = (SELECT id FROM campaign WHERE slug = ?)"
        " AND signature.status = 1 AND signature.visibility IN (0, 1) AND signature.id < ?"
        " ORDER BY signature.id DESC LIMIT ?");
    query.bind(campaign).bind(before.value_or(std::numeric_limits<std::int64_t>::max()));
    query.bind(static_cast<std::int64_t>(row_limit(rows)));
    while (query.next()) {
      PublicSigner signer{query.integer(0), query.text(1), query.text(2),
                          query.text(3),    query.text(4), query.integer(5)};
      // An organization that is shown alone has no initials beside it: they would be its representative's.
      if (enum_of<Visibility>(query.integer(6)) == Visibility::Initials) {
        signer.name = signer.organization.empty() ? initials(signer.name) : std::string();
      }
      signers.push_back(std::move(signer));
    }
    return signers;
  });
}

Result<std::vector<HourCount>> SqliteStore::confirmed_by_hour(std::string_view campaign, std::int64_t from_hour) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<HourCount>> {
    std::vector<HourCount> hours;
    Query rows = connection.query(
        "SELECT bucket, signatures FROM counter"
        " WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?)"
        " AND series = 1 AND bucket >= ? AND signatures > 0 ORDER BY bucket");
    rows.bind(campaign).bind(from_hour);
    while (rows.next()) hours.push_back({rows.integer(0), static_cast<std::uint64_t>(rows.integer(1))});
    return hours;
  });
}

template <class Count>
Result<std::vector<Count>> SqliteStore::largest_first(std::string_view campaign, Series series) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<Count>> {
    std::vector<Count> counts;
    Query rows = connection.query(
        "SELECT bucket, signatures FROM counter"
        " WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?)"
        " AND series = ? AND signatures > 0 ORDER BY signatures DESC, bucket LIMIT ?");
    rows.bind(campaign).bind(static_cast<std::int64_t>(series));
    rows.bind(static_cast<std::int64_t>(limits::kCountedRowsMax));
    while (rows.next()) counts.push_back({rows.text(0), static_cast<std::uint64_t>(rows.integer(1))});
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
  return readers_.read([&](Connection& connection) -> Result<std::vector<SignatureRow>> {
    std::vector<SignatureRow> page;
    Query query = connection.query(
        "SELECT signature.id, signature.public_id, signature.time_ms, person.name, person.organization,"
        " signature.country, person.postcode, signature.partner, signature.status, signature.visibility,"
        " person.comment, signature.comment_hidden"
        " FROM signature INDEXED BY signature_newest LEFT JOIN person ON person.signature_id = signature.id"
        " WHERE signature.campaign_id = (SELECT id FROM campaign WHERE slug = ?) AND signature.id < ?"
        " ORDER BY signature.id DESC");
    query.bind(campaign).bind(before.value_or(std::numeric_limits<std::int64_t>::max()));
    while (page.size() < row_limit(rows) && query.next()) {
      if (std::optional<SignatureRow> row = table_row(connection, query)) page.push_back(*std::move(row));
    }
    return page;
  });
}

Result<std::vector<QuarantinedSignature>> SqliteStore::quarantined(std::string_view campaign,
                                                                   std::optional<std::int64_t> before,
                                                                   std::size_t rows) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<QuarantinedSignature>> {
    std::vector<QuarantinedSignature> page;
    // SQLite uses the index only if the WHERE clause repeats the index's own.
    Query query = connection.query(
        "SELECT signature.id, signature.public_id, signature.time_ms, person.name, person.organization,"
        " signature.country, person.postcode, signature.partner, signature.status, signature.visibility,"
        " person.comment, signature.comment_hidden, person.email, signature.suspicion"
        " FROM signature INDEXED BY signature_quarantined"
        " LEFT JOIN person ON person.signature_id = signature.id"
        " WHERE signature.campaign_id = (SELECT id FROM campaign WHERE slug = ?)"
        " AND signature.status = 4 AND signature.id < ? ORDER BY signature.id DESC");
    query.bind(campaign).bind(before.value_or(std::numeric_limits<std::int64_t>::max()));
    while (page.size() < row_limit(rows) && query.next()) {
      const std::optional<Suspicions> suspicion = suspicions_of(query.integer(13));
      if (!suspicion) {
        connection.damaged().add("signature", query.integer(0));
      } else if (std::optional<SignatureRow> row = table_row(connection, query)) {
        page.push_back({*std::move(row), query.text(12), *suspicion});
      }
    }
    return page;
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
