#include <ostream>
#include <string_view>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/open_data.h"
#include "server/limits.h"
#include "shared/campaign/campaign.h"
#include "shared/json/campaign_json.h"

namespace undersigned::app {
namespace {

std::string_view to_name(store::VersionKind kind) {
  switch (kind) {
    case store::VersionKind::Autosaved:
      return "autosaved draft";
    case store::VersionKind::Saved:
      return "draft";
    case store::VersionKind::Published:
      return "published";
  }
  return "draft";
}

int fail(const Console& console, const Options& options, Error error) {
  console.err << options.data << ": the database " << explain(error.code) << '\n';
  return kExitFailed;
}

// The campaign as it was saved under a number, or as it is published.
Result<Campaign> find_campaign(store::Store& store, const Options& options) {
  if (options.version > 0) {
    const auto version = store.version(options.campaign, options.version);
    if (!version) return version.error();
    return parse_campaign(version->document);
  }
  auto published = store.published(options.campaign);
  if (!published) return published.error();
  return std::move(published.value().campaign);
}

}  // namespace

int export_campaign(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const Result<Campaign> campaign = find_campaign(*store, options);
  if (campaign) {
    console.out << write_campaign_file({{*campaign}, {}});
    return kExitOk;
  }
  switch (campaign.error().code) {
    case ErrorCode::NotFound:
      console.err << "There is no campaign " << options.campaign
                  << (options.version > 0 ? " with version " + std::to_string(options.version) : "") << '\n';
      return kExitFailed;
    case ErrorCode::BadBody:
      console.err << "The campaign " << options.campaign << " cannot be read: it is damaged in the database\n";
      return kExitFailed;
    default:
      return fail(console, options, campaign.error());
  }
}

int list_versions(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const auto versions = store->versions(options.campaign, {}, limits::kCampaignVersionsMax);
  if (!versions) return fail(console, options, versions.error());
  if (versions->empty()) {
    console.err << "There is no campaign " << options.campaign << '\n';
    return kExitFailed;
  }
  for (const store::VersionHead& version : *versions) {
    const bool dated = version.time_ms > 0;
    console.out << version.number << '\t'
                << (dated ? utc_date(version.time_ms) + 'T' + utc_clock(version.time_ms) + 'Z' : "-") << '\t'
                << (version.author.empty() ? "-" : version.author) << '\t' << to_name(version.kind) << '\n';
  }
  return kExitOk;
}

}  // namespace undersigned::app
