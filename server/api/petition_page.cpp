#include "server/api/petition_page.h"

#include <algorithm>
#include <utility>

#include "server/limits.h"

namespace undersigned::api {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;

bool is_not_yet_open(const Campaign& campaign, const std::string& today) {
  return campaign.status == CampaignStatus::Open && !campaign.opens_at.empty() && today < campaign.opens_at;
}

// An endorsement is about who endorses, so the campaign's own page lists them all, up to a limit.
std::size_t signers_shown(CampaignKind kind, view::Heading heading) {
  return kind == CampaignKind::Endorsement && heading == view::Heading::Page ? limits::kEndorsersShown
                                                                             : limits::kRecentSignersShown;
}

}  // namespace

view::RecentSigner to_view(store::PublicSigner signer) {
  view::RecentSigner shown;
  shown.name = std::move(signer.name);
  shown.organization = std::move(signer.organization);
  shown.country = std::move(signer.country);
  shown.comment = std::move(signer.comment);
  shown.signed_at_ms = signer.time_ms;
  return shown;
}

view::PetitionPage short_page(const Services& services, const campaigns::Entry& entry, Locale locale) {
  const std::int64_t now_ms = services.utc_now_ms();
  const std::string today = utc_date(now_ms);
  return {.campaign = entry.text(locale).campaign,
          .text_version = entry.text_version,
          .locale = locale,
          .heading = view::Heading::Widget,
          .body = {},
          .confirmed = entry.count->read_public(now_ms).counts.confirmed,
          .recent = {},
          .open = accepts_signatures(entry.campaign, today),
          .not_yet_open = is_not_yet_open(entry.campaign, today),
          .countries = {},
          .base_url = services.base_url,
          .public_url = services.base_url};
}

Result<view::PetitionPage> make_petition_page(const Services& services, const campaigns::Entry& entry, Locale locale,
                                              view::Heading heading) {
  const std::size_t shown = signers_shown(entry.campaign.kind, heading);
  Result<std::vector<store::PublicSigner>> signers = services.store.public_signers(entry.campaign.slug, {}, shown + 1);
  if (!signers) return signers.error();
  view::PetitionPage page = short_page(services, entry, locale);
  page.more_public_signers = signers->size() > shown;
  if (page.more_public_signers) signers.value().pop_back();
  page.heading = heading;
  const campaigns::LocalizedText& text = entry.text(locale);
  page.body = heading == view::Heading::Page ? text.body_on_page : text.body_in_widget;
  for (store::PublicSigner& signer : signers.value()) page.recent.push_back(to_view(std::move(signer)));
  return page;
}

Status add_partner(const Services& services, const campaigns::Entry& entry, std::string_view id, std::string_view name,
                   view::PetitionPage& page) {
  const auto count =
      entry.partner_counts.of(id, services.store, entry.campaign.slug, *entry.count, services.utc_now_ms());
  if (!count) return count.error();
  page.partner = id;
  page.partner_name = name;
  page.by_partner = *count;
  return Done{};
}

campaigns::Revision revision_of(const Services& services, const campaigns::Entry& entry) {
  const std::int64_t now_ms = services.utc_now_ms();
  return {entry.count->read_public(now_ms).generation, now_ms / kDayMs};
}

campaigns::Revision revision_of(const Services& services, const campaigns::Snapshot& snapshot) {
  const std::int64_t now_ms = services.utc_now_ms();
  return {snapshot.public_generation(now_ms), now_ms / kDayMs};
}

std::vector<view::DirectoryEntry> directory_entries(const Services& services, const campaigns::Snapshot& snapshot,
                                                    Locale locale) {
  const std::int64_t now_ms = services.utc_now_ms();
  const std::string today = utc_date(now_ms);
  std::vector<view::DirectoryEntry> entries;
  for (const campaigns::EntryPointer& entry : snapshot.all()) {
    if (entry->campaign.status == CampaignStatus::Draft) continue;
    entries.push_back({.campaign = entry->text(locale).campaign,
                       .confirmed = entry->count->read_public(now_ms).counts.confirmed,
                       .open = accepts_signatures(entry->campaign, today),
                       .not_yet_open = is_not_yet_open(entry->campaign, today)});
  }
  std::stable_partition(entries.begin(), entries.end(), [](const view::DirectoryEntry& entry) { return entry.open; });
  return entries;
}

}  // namespace undersigned::api
