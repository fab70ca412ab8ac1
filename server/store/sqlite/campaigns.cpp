// SqliteStore: campaigns and partners.
#include "server/store/sqlite/campaigns.h"

#include <utility>

#include "server/store/sqlite/guard.h"
#include "server/store/sqlite/row_rules.h"
#include "server/store/sqlite/sqlite_store.h"
#include "server/store/sqlite/versions.h"
#include "shared/campaign/text_version.h"
#include "shared/json/campaign_json.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

bool is_published(Connection& connection, const std::string& slug, const std::string& document) {
  Query row = connection.query("SELECT 1 FROM campaign WHERE slug = ? AND document = ?");
  row.bind(slug).bind(document);
  return row.next();
}

void import_campaign(Connection& connection, const Campaign& campaign, const SavedBy& saved) {
  const std::string document = write_campaign(campaign);
  const bool changes = !is_published(connection, campaign.slug, document);
  write_published(connection, campaign, document);  // an unchanged one, too: its text version may be damaged
  if (changes) add_version(connection, campaign.slug, document, VersionKind::Published, saved);
}

void import_partner(Connection& connection, const Partner& partner) {
  const std::string document = write_partner(partner);
  connection
      .query(
          "INSERT INTO partner (slug, document) VALUES (?, ?)"
          " ON CONFLICT (slug) DO UPDATE SET document = excluded.document")
      .bind(partner.id)
      .bind(document)
      .run();
}

void import_picture(Connection& connection, const PictureVersion& picture) {
  connection.query("INSERT INTO picture (file, bytes) VALUES (?, ?) ON CONFLICT (file) DO NOTHING")
      .bind(picture.file)
      .bind_blob(picture.bytes.data(), picture.bytes.size())
      .run();
}

std::int64_t count_rows(Connection& connection, const char* sql) {
  Query query = connection.query(sql);
  query.next();
  return query.integer(0);
}

}  // namespace

bool is_readable_campaign(const std::string& slug, const std::string& document) {
  const Result<Campaign> campaign = parse_campaign(document);
  return campaign && campaign->slug == slug;
}

bool is_readable_partner(const std::string& slug, const std::string& document) {
  const Result<Partner> partner = parse_partner(document);
  return partner && partner->id == slug;
}

void write_published(Connection& connection, const Campaign& campaign, const std::string& document) {
  const std::string version = text_version(campaign);
  connection
      .query(
          "INSERT INTO campaign (slug, text_version, document) VALUES (?, ?, ?)"
          " ON CONFLICT (slug) DO UPDATE SET text_version = excluded.text_version, document = excluded.document")
      .bind(campaign.slug)
      .bind(version)
      .bind(document)
      .run();
  connection
      .query(
          "INSERT INTO agreed_text (campaign_id, text_version, document)"
          " SELECT id, text_version, document FROM campaign WHERE slug = ?"
          " ON CONFLICT (campaign_id, text_version) DO NOTHING")
      .bind(campaign.slug)
      .run();
}

void remove_unused_pictures(Connection& connection) {
  connection.query("DELETE FROM picture WHERE substr(file, 1, 16) NOT IN (SELECT picture FROM campaign_version)").run();
}

Status check_campaign_count(Connection& connection) {
  const std::int64_t campaigns = count_rows(connection, "SELECT count(*) FROM campaign");
  if (campaigns > static_cast<std::int64_t>(limits::kCampaignsMax)) return Error{ErrorCode::TooMany};
  return Done{};
}

void bump_revision(Connection& connection) {
  connection.query("UPDATE revision SET number = number + 1").run();
}

Status SqliteStore::import_campaigns(const std::vector<Campaign>& campaigns, const std::vector<Partner>& partners,
                                     const std::vector<PictureVersion>& pictures, const SavedBy& saved) {
  return writer_.run([&](Connection& connection) -> Status {
    for (const Campaign& campaign : campaigns) import_campaign(connection, campaign, saved);
    for (const Partner& partner : partners) import_partner(connection, partner);
    for (const PictureVersion& picture : pictures) import_picture(connection, picture);
    remove_unused_pictures(connection);
    if (const Status few = check_campaign_count(connection); !few) return few;
    const auto partners_now = count_rows(connection, "SELECT count(*) FROM partner");
    if (partners_now > static_cast<std::int64_t>(limits::kPartnersMax)) return Error{ErrorCode::TooMany};
    bump_revision(connection);
    return Done{};
  });
}

Result<std::vector<StoredCampaign>> SqliteStore::campaigns() {
  return readers_.read([this](Connection& connection) -> Result<std::vector<StoredCampaign>> {
    std::vector<StoredCampaign> campaigns;
    Query rows = connection.query("SELECT document, text_version, slug FROM campaign ORDER BY id");
    while (rows.next()) {
      Result<Campaign> campaign = parse_campaign(rows.text(0));
      if (campaign && campaign->slug == rows.text(2)) {
        campaigns.push_back({std::move(campaign).value(), rows.text(1)});
      } else {
        report_unreadable("campaign", rows.text(2));
      }
    }
    return campaigns;
  });
}

Result<std::vector<Partner>> SqliteStore::partners() {
  return readers_.read([this](Connection& connection) -> Result<std::vector<Partner>> {
    std::vector<Partner> partners;
    Query rows = connection.query("SELECT document, slug FROM partner ORDER BY id");
    while (rows.next()) {
      Result<Partner> partner = parse_partner(rows.text(0));
      if (partner && partner->id == rows.text(1)) {
        partners.push_back(std::move(partner).value());
      } else {
        report_unreadable("partner", rows.text(1));
      }
    }
    return partners;
  });
}

Result<std::string> SqliteStore::picture(std::string_view file) {
  return readers_.read([&](Connection& connection) -> Result<std::string> {
    Query row = connection.query("SELECT bytes, id FROM picture WHERE file = ?");
    row.bind(file);
    if (!row.next()) return Error{ErrorCode::NotFound};
    std::string bytes = row.text(0);
    if (is_picture(file, bytes)) return bytes;
    connection.damaged().add("picture", row.integer(1));
    return Error{ErrorCode::NotFound};
  });
}

// The other campaigns are still served.
void SqliteStore::report_unreadable(std::string_view what, const std::string& slug) {
  if (!report_) return;
  report_("the " + std::string(what) + " " + printable(slug) +
          " is damaged in the database and left out: import its file again, or restore a backup");
}

Result<std::int64_t> SqliteStore::data_version() {
  return readers_.read([](Connection& connection) -> Result<std::int64_t> {
    return count_rows(connection, "SELECT number FROM revision");
  });
}

}  // namespace undersigned::store::sqlite
