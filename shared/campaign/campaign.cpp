#include "shared/campaign/campaign.h"

#include <algorithm>
#include <cstddef>

#include "shared/text/ascii.h"
#include "shared/text/language.h"

namespace undersigned {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;

int two_digits(std::string_view text, std::size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

bool is_leap_year(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::string padded(int value, std::size_t width) {
  std::string digits = std::to_string(value);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

const Translation* find_translation(const Campaign& campaign, std::string_view tag) {
  const auto found = std::find_if(campaign.translations.begin(), campaign.translations.end(),
                                  [&](const Translation& translation) { return translation.locale == tag; });
  return found == campaign.translations.end() ? nullptr : &*found;
}

// The best match for `tag`: the same tag, the language without a region, or any region of the language.
const Translation* nearest_translation(const Campaign& campaign, std::string_view tag) {
  const std::string_view language = written_language(tag);
  if (const Translation* same = find_translation(campaign, tag); same != nullptr) return same;
  if (const Translation* plain = find_translation(campaign, language); plain != nullptr) return plain;
  const auto found =
      std::find_if(campaign.translations.begin(), campaign.translations.end(),
                   [&](const Translation& translation) { return written_language(translation.locale) == language; });
  return found == campaign.translations.end() ? nullptr : &*found;
}

void replace(std::string& text, const std::string& translated) {
  if (!translated.empty()) text = translated;
}

// Replaces `items[i].*member` by `translated[i]`, up to the end of the shorter list.
template <class Item>
void replace_each(std::vector<Item>& items, std::string Item::*member, const std::vector<std::string>& translated) {
  for (std::size_t i = 0; i < items.size() && i < translated.size(); ++i) replace(items[i].*member, translated[i]);
}

}  // namespace

FieldPolicy asked_fields(const Campaign& campaign) {
  FieldPolicy asked = campaign.fields;
  if (asked.postcode == FieldUse::Required && asked.country == FieldUse::Off) asked.country = FieldUse::Optional;
  return asked;
}

Campaign localized(const Campaign& campaign, std::string_view locale) {
  const Translation* translation = written_language(locale) == written_language(campaign.locale)
                                       ? find_translation(campaign, locale)
                                       : nearest_translation(campaign, locale);
  Campaign result = campaign;
  if (translation == nullptr) return result;
  result.locale = translation->locale;
  replace(result.title, translation->title);
  replace(result.summary, translation->summary);
  replace(result.body, translation->body);
  replace(result.call_script, translation->call_script);
  replace(result.video.title, translation->video_title);
  replace(result.offline.note, translation->offline_note);
  for (std::size_t i = 0; i < result.targets.size() && i < translation->targets.size(); ++i) {
    replace(result.targets[i].name, translation->targets[i].name);
    replace(result.targets[i].office, translation->targets[i].office);
    replace(result.targets[i].jurisdiction, translation->targets[i].jurisdiction);
  }
  replace_each(result.demands, &Demand::text, translation->demands);
  replace_each(result.consents, &ConsentText::text, translation->consents);
  replace_each(result.links, &Link::label, translation->link_labels);
  for (std::size_t i = 0; i < result.updates.size() && i < translation->updates.size(); ++i) {
    replace(result.updates[i].title, translation->updates[i].title);
    replace(result.updates[i].text, translation->updates[i].text);
    replace(result.updates[i].link_label, translation->updates[i].link_label);
  }
  return result;
}

const Update* outcome_of(const Campaign& campaign) {
  const Update* found = nullptr;
  for (const Update& update : campaign.updates) {
    if (update.kind == UpdateKind::Update) continue;
    const bool decides = found != nullptr && update.kind == UpdateKind::Decision && found->kind != update.kind;
    const bool newer = found != nullptr && update.kind == found->kind && update.date > found->date;
    if (found == nullptr || decides || newer) found = &update;
  }
  return found;
}

bool counts_at_once(const Campaign& campaign) {
  return campaign.confirmation == ConfirmationPolicy::None;
}

bool accepts_signatures(const Campaign& campaign, std::string_view today) {
  if (campaign.status != CampaignStatus::Open) return false;
  if (!campaign.opens_at.empty() && today < campaign.opens_at) return false;
  return campaign.closes_at.empty() || today <= campaign.closes_at;
}

// Days to a civil date, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (civil_from_days).
std::string utc_date(std::int64_t time_ms) {
  std::int64_t days = time_ms / kMsPerDay;
  if (time_ms % kMsPerDay < 0) --days;
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  const auto month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  const auto year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string utc_clock(std::int64_t time_ms) {
  const std::int64_t of_day_ms = (time_ms % kMsPerDay + kMsPerDay) % kMsPerDay;
  const auto second = static_cast<int>(of_day_ms / 1'000);
  return padded(second / 3'600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2);
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t at : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (!is_ascii_digit(text[at])) return false;
  }
  const int year = two_digits(text, 0) * 100 + two_digits(text, 2);
  const int month = two_digits(text, 5);
  const int day = two_digits(text, 8);
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

}  // namespace undersigned
