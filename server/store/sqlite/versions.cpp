// SqliteStore: the versions of campaigns.
#include "server/store/sqlite/versions.h"

#include <limits>
#include <utility>

#include "server/limits.h"
#include "server/store/sqlite/campaigns.h"
#include "server/store/sqlite/sqlite_store.h"
#include "server/store/sqlite/stored_values.h"
#include "shared/json/campaign_json.h"

namespace undersigned::store::sqlite {
namespace {

// The number of the newest version; nothing if there is no such campaign.
std::optional<std::int64_t> newest_number(Connection& connection, const std::string& campaign) {
  Query row = connection.query(
      "SELECT coalesce(max(number), 0) FROM campaign LEFT JOIN campaign_version ON campaign_id = campaign.id"
      " WHERE slug = ? GROUP BY campaign.id");
  row.bind(campaign);
  if (!row.next()) return {};
  return row.integer(0);
}

Status require_newest(Connection& connection, const std::string& campaign, std::int64_t based_on) {
  const std::optional<std::int64_t> newest = newest_number(connection, campaign);
  if (!newest) return Error{ErrorCode::NotFound};
  if (*newest != based_on) return Error{ErrorCode::NewerVersion};
  return Done{};
}

void delete_replaced(Connection& connection, const std::string& campaign, std::int64_t newest, const SavedBy& saved) {
  connection
      .query(
          "DELETE FROM campaign_version WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?) AND number = ?"
          " AND kind = ? AND author = ?")
      .bind(campaign)
      .bind(newest)
      .bind(static_cast<std::int64_t>(VersionKind::Autosaved))
      .bind(saved.author)
      .run();
}

// Drafts first, oldest first, and never the newest version, nor the newest published one.
void delete_oldest(Connection& connection, const std::string& campaign) {
  connection
      .query(
          "DELETE FROM campaign_version WHERE id IN ("
          "  SELECT version.id FROM campaign_version AS version JOIN campaign ON campaign.id = version.campaign_id"
          "  WHERE slug = ?1"
          "  ORDER BY number = max(number) OVER () DESC,"
          "    number = max(CASE WHEN kind = 2 THEN number END) OVER () DESC, kind = 2 DESC, number DESC"
          "  LIMIT -1 OFFSET ?2)")
      .bind(campaign)
      .bind(static_cast<std::int64_t>(limits::kCampaignVersionsMax))
      .run();
}

VersionHead head_of(const Query& row) {
  return {row.integer(0), enum_of<VersionKind>(row.integer(1)).value_or(VersionKind::Saved), row.text(2),
          row.integer(3)};
}

}  // namespace

std::int64_t add_version(Connection& connection, const std::string& campaign, const std::string& document,
                         VersionKind kind, const SavedBy& saved) {
  const std::int64_t newest = newest_number(connection, campaign).value_or(0);
  delete_replaced(connection, campaign, newest, saved);
  connection
      .query(
          "INSERT INTO campaign_version (campaign_id, number, kind, author, time_ms, picture, document)"
          " SELECT id, ?2, ?3, ?4, ?5, coalesce(json_extract(?6, '$.picture.id'), ''), ?6 FROM campaign"
          " WHERE slug = ?1")
      .bind(campaign)
      .bind(newest + 1)
      .bind(static_cast<std::int64_t>(kind))
      .bind(saved.author)
      .bind(saved.time_ms)
      .bind(document)
      .run();
  delete_oldest(connection, campaign);
  return newest + 1;
}

Status SqliteStore::add_campaign(const Campaign& draft, const SavedBy& saved) {
  return writer_.run([&](Connection& connection) -> Status {
    if (newest_number(connection, draft.slug)) return Error{ErrorCode::Duplicate};
    const std::string document = write_campaign(draft);
    write_published(connection, draft, document);
    if (const Status few = check_campaign_count(connection); !few) return few;
    add_version(connection, draft.slug, document, VersionKind::Saved, saved);
    bump_revision(connection);
    return Done{};
  });
}

Result<std::vector<VersionHead>> SqliteStore::versions(std::string_view campaign, std::optional<std::int64_t> before,
                                                       std::size_t rows) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<VersionHead>> {
    std::vector<VersionHead> heads;
    Query row = connection.query(
        "SELECT number, kind, author, time_ms FROM campaign_version"
        " WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?) AND number < ? ORDER BY number DESC LIMIT ?");
    row.bind(campaign)
        .bind(before.value_or(std::numeric_limits<std::int64_t>::max()))
        .bind(static_cast<std::int64_t>(rows));
    while (row.next()) heads.push_back(head_of(row));
    return heads;
  });
}

Result<CampaignVersion> SqliteStore::version(std::string_view campaign, std::int64_t number) {
  return readers_.read([&](Connection& connection) -> Result<CampaignVersion> {
    Query row = connection.query(
        "SELECT number, kind, author, time_ms, document FROM campaign_version"
        " WHERE campaign_id = (SELECT id FROM campaign WHERE slug = ?1) AND (number = ?2 OR ?2 = 0)"
        " ORDER BY number DESC LIMIT 1");
    row.bind(campaign).bind(number);
    if (!row.next()) return Error{ErrorCode::NotFound};
    return CampaignVersion{head_of(row), row.text(4)};
  });
}

Result<PublishedCampaign> SqliteStore::published(std::string_view campaign) {
  return readers_.read([&](Connection& connection) -> Result<PublishedCampaign> {
    Query row = connection.query(
        "SELECT document, (SELECT coalesce(max(number), 0) FROM campaign_version WHERE campaign_id = campaign.id)"
        " FROM campaign WHERE slug = ?");
    row.bind(campaign);
    if (!row.next()) return Error{ErrorCode::NotFound};
    Result<Campaign> found = parse_campaign(row.text(0));
    if (!found || found->slug != campaign) return Error{ErrorCode::BadBody};
    return PublishedCampaign{std::move(found).value(), row.integer(1)};
  });
}

Result<std::int64_t> SqliteStore::save_draft(const NewDraft& draft) {
  std::int64_t number = 0;
  const Status written = writer_.run([&](Connection& connection) -> Status {
    if (const Status newest = require_newest(connection, draft.campaign, draft.based_on); !newest) return newest;
    number = add_version(connection, draft.campaign, draft.document, draft.kind, draft.saved);
    return Done{};
  });
  if (!written) return written.error();
  return number;
}

Result<std::int64_t> SqliteStore::publish(const Campaign& campaign, const SavedBy& saved, std::int64_t based_on) {
  std::int64_t number = 0;
  const Status written = writer_.run([&](Connection& connection) -> Status {
    if (const Status newest = require_newest(connection, campaign.slug, based_on); !newest) return newest;
    const std::string document = write_campaign(campaign);
    write_published(connection, campaign, document);
    number = add_version(connection, campaign.slug, document, VersionKind::Published, saved);
    remove_unused_pictures(connection);
    bump_revision(connection);
    return Done{};
  });
  if (!written) return written.error();
  return number;
}

}  // namespace undersigned::store::sqlite
