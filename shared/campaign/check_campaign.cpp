#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/campaign/campaign.h"
#include "shared/campaign/picture.h"
#include "shared/limits.h"
#include "shared/text/characters.h"
#include "shared/text/email.h"
#include "shared/text/phone.h"
#include "shared/text/url.h"
#include "shared/text/utf8.h"
#include "shared/theme/accent.h"

namespace undersigned {
namespace {

enum class Need : std::uint8_t { Optional, Required };

bool is_one_line(std::string_view text) {
  while (!text.empty()) {
    const char32_t code = take_char(text);
    const CharKind kind = char_kind(code);
    if (kind == CharKind::LineBreak || kind == CharKind::Forbidden || turns_direction(code) || code == U'\t')
      return false;
  }
  return true;
}

// Collects problems with their paths.
class Checker {
 public:
  void text(std::string_view value, std::size_t chars_max, Need need, std::string path) {
    if (value.empty()) {
      if (need == Need::Required) note(ErrorCode::Required, std::move(path));
    } else if (!is_utf8(value)) {
      note(ErrorCode::BadEncoding, std::move(path));
    } else if (count_chars(value) > chars_max) {
      note(ErrorCode::TooLong, std::move(path));
    }
  }

  // A text of one line, without what would change or hide the text around it: a name goes into sentences and mail
  // headers.
  void line(std::string_view value, std::size_t chars_max, Need need, const std::string& path) {
    text(value, chars_max, need, path);
    if (is_utf8(value) && !is_one_line(value)) note(ErrorCode::BadCharacter, path);
  }

  void bytes(std::string_view value, std::size_t bytes_max, std::string path) {
    if (value.size() > bytes_max) {
      note(ErrorCode::TooLong, std::move(path));
    } else if (!is_utf8(value)) {
      note(ErrorCode::BadEncoding, std::move(path));
    }
  }

  void url(std::string_view value, Need need, std::string path) {
    if (value.empty() && need == Need::Optional) return;
    if (!is_web_url(value)) note(ErrorCode::BadUrl, std::move(path));
  }

  void date(std::string_view value, std::string path) {
    if (!value.empty() && !is_date(value)) note(ErrorCode::BadDate, std::move(path));
  }

  void count(std::size_t size, std::size_t max, std::string path) {
    if (size > max) note(ErrorCode::TooMany, std::move(path));
  }

  // Ids must be slugs and unique.
  template <class Items>
  void ids(const Items& items, const std::string& path) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string at = path + "[" + std::to_string(i) + "].id";
      if (!is_slug(items[i].id)) note(ErrorCode::BadSlug, at);
      for (std::size_t earlier = 0; earlier < i; ++earlier) {
        if (items[earlier].id == items[i].id) note(ErrorCode::Duplicate, at);
      }
    }
  }

  void note(ErrorCode code, std::string path) { problems.push_back({code, std::move(path)}); }

  std::vector<CampaignProblem> problems;
};

std::string indexed(std::string_view list, std::size_t index, std::string_view member) {
  std::string path(list);
  path.append("[").append(std::to_string(index)).append("].").append(member);
  return path;
}

// Of the campaign, or of a translation, which has fewer members.
void check_organizer_texts(Checker& check, const Organizer& organizer, const std::string& path) {
  check.line(organizer.name, limits::kOrganizerCharsMax, Need::Optional, path + ".name");
  check.line(organizer.shared_with, limits::kSharedWithCharsMax, Need::Optional, path + ".shared_with");
  check.text(organizer.privacy, limits::kPrivacyCharsMax, Need::Optional, path + ".privacy");
  // One word in Latin letters is an address, perhaps without its https://.
  const bool is_word =
      std::all_of(organizer.privacy.begin(), organizer.privacy.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (has_privacy_page(organizer) || is_word) check.url(organizer.privacy, Need::Optional, path + ".privacy");
}

void check_organizer(Checker& check, const Campaign& campaign) {
  const Organizer& organizer = campaign.organizer;
  const bool any = !organizer.name.empty() || !organizer.contact.empty() || !organizer.address.empty() ||
                   !organizer.privacy.empty() || !organizer.shared_with.empty();
  check_organizer_texts(check, organizer, "organizer");
  check.text(organizer.address, limits::kOrganizerAddressCharsMax, Need::Optional, "organizer.address");
  if (any && organizer.name.empty()) check.note(ErrorCode::Required, "organizer.name");
  if (any && organizer.contact.empty()) check.note(ErrorCode::Required, "organizer.contact");
  if (organizer.contact.empty()) return;
  const std::string_view email = organizer_email(organizer);
  if (email.empty()) return check.url(organizer.contact, Need::Required, "organizer.contact");
  const Result<std::string> checked = check_email(email);
  if (!checked || *checked != email) check.note(ErrorCode::NotAnEmail, "organizer.contact");
}

void check_targets(Checker& check, const Campaign& campaign) {
  check.count(campaign.targets.size(), limits::kTargetsMax, "targets");
  for (std::size_t i = 0; i < campaign.targets.size(); ++i) {
    const Target& target = campaign.targets[i];
    check.text(target.name, limits::kTargetCharsMax, Need::Required, indexed("targets", i, "name"));
    check.text(target.office, limits::kTargetCharsMax, Need::Optional, indexed("targets", i, "office"));
    check.text(target.jurisdiction, limits::kTargetCharsMax, Need::Optional, indexed("targets", i, "jurisdiction"));
    if (!target.phone.empty() && !check_phone(target.phone, "").ok()) {
      check.note(ErrorCode::NotAPhone, indexed("targets", i, "phone"));
    }
  }
  const bool any_phone = std::any_of(campaign.targets.begin(), campaign.targets.end(),
                                     [](const Target& target) { return !target.phone.empty(); });
  if (campaign.kind == CampaignKind::Call && !any_phone) check.note(ErrorCode::Required, "targets[0].phone");
}

void check_lists(Checker& check, const Campaign& campaign) {
  check.count(campaign.demands.size(), limits::kDemandsMax, "demands.items");
  check.ids(campaign.demands, "demands.items");
  for (std::size_t i = 0; i < campaign.demands.size(); ++i) {
    check.text(campaign.demands[i].text, limits::kDemandCharsMax, Need::Required, indexed("demands.items", i, "text"));
  }
  check.count(campaign.consents.size(), limits::kConsentsMax, "consents");
  check.ids(campaign.consents, "consents");
  for (std::size_t i = 0; i < campaign.consents.size(); ++i) {
    check.text(campaign.consents[i].text, limits::kConsentCharsMax, Need::Required, indexed("consents", i, "text"));
  }
  check.count(campaign.links.size(), limits::kLinksMax, "links");
  for (std::size_t i = 0; i < campaign.links.size(); ++i) {
    check.text(campaign.links[i].label, limits::kTitleCharsMax, Need::Required, indexed("links", i, "label"));
    check.url(campaign.links[i].url, Need::Required, indexed("links", i, "url"));
  }
}

void check_picture(Checker& check, const Picture& picture) {
  if (picture.file.empty() && picture.alt.empty()) return;
  if (picture.file.empty()) {
    check.note(ErrorCode::Required, "picture.file");
  } else if (!is_picture_name(picture.file)) {
    check.note(ErrorCode::BadValue, "picture.file");
  }
  check.text(picture.alt, limits::kPictureAltCharsMax, Need::Required, "picture.alt");
}

void check_updates(Checker& check, const Campaign& campaign) {
  check.count(campaign.updates.size(), limits::kUpdatesMax, "updates");
  for (std::size_t i = 0; i < campaign.updates.size(); ++i) {
    const Update& update = campaign.updates[i];
    if (!is_date(update.date)) check.note(ErrorCode::BadDate, indexed("updates", i, "date"));
    check.text(update.title, limits::kTitleCharsMax, Need::Required, indexed("updates", i, "title"));
    check.text(update.text, limits::kUpdateCharsMax, Need::Optional, indexed("updates", i, "text"));
    check.url(update.url, Need::Optional, indexed("updates", i, "url"));
    const Need label = update.url.empty() ? Need::Optional : Need::Required;
    check.text(update.link_label, limits::kTitleCharsMax, label, indexed("updates", i, "link_label"));
  }
}

void check_translations(Checker& check, const Campaign& campaign) {
  check.count(campaign.translations.size(), limits::kTranslationsMax, "translations");
  for (const Translation& translation : campaign.translations) {
    const std::string path = "translations." + translation.locale;
    if (!is_locale_tag(translation.locale)) check.note(ErrorCode::BadValue, path);
    check.text(translation.title, limits::kTitleCharsMax, Need::Optional, path + ".title");
    check.text(translation.summary, limits::kSummaryCharsMax, Need::Optional, path + ".summary");
    check.bytes(translation.body, limits::kBodyBytesMax, path + ".body");
    check.text(translation.call_script, limits::kScriptCharsMax, Need::Optional, path + ".call_script");
    check.text(translation.picture_alt, limits::kPictureAltCharsMax, Need::Optional, path + ".picture_alt");
    check.text(translation.video_title, limits::kTitleCharsMax, Need::Optional, path + ".video_title");
    check.text(translation.offline_note, limits::kSummaryCharsMax, Need::Optional, path + ".offline_note");
    check_organizer_texts(check, translation.organizer, path + ".organizer");
    for (const Target& target : translation.targets) {
      check.text(target.name, limits::kTargetCharsMax, Need::Optional, path + ".targets");
      check.text(target.office, limits::kTargetCharsMax, Need::Optional, path + ".targets");
      check.text(target.jurisdiction, limits::kTargetCharsMax, Need::Optional, path + ".targets");
    }
    for (const std::string& text : translation.demands) {
      check.text(text, limits::kDemandCharsMax, Need::Optional, path + ".demands");
    }
    for (const std::string& text : translation.consents) {
      check.text(text, limits::kConsentCharsMax, Need::Optional, path + ".consents");
    }
    for (const std::string& text : translation.link_labels) {
      check.text(text, limits::kTitleCharsMax, Need::Optional, path + ".links");
    }
    for (const Update& update : translation.updates) {
      check.text(update.title, limits::kTitleCharsMax, Need::Optional, path + ".updates");
      check.text(update.text, limits::kUpdateCharsMax, Need::Optional, path + ".updates");
    }
  }
}

}  // namespace

std::vector<CampaignProblem> check_campaign(const Campaign& campaign) {
  Checker check;
  if (!is_slug(campaign.slug)) check.note(ErrorCode::BadSlug, "slug");
  if (!is_locale_tag(campaign.locale)) check.note(ErrorCode::BadValue, "locale");
  check.text(campaign.title, limits::kTitleCharsMax, Need::Required, "title");
  check.text(campaign.summary, limits::kSummaryCharsMax, Need::Required, "summary");
  check.bytes(campaign.body, limits::kBodyBytesMax, "body");
  check_organizer(check, campaign);
  check_targets(check, campaign);
  check_lists(check, campaign);
  check_picture(check, campaign.picture);
  check.text(campaign.video.title, limits::kTitleCharsMax, campaign.video.url.empty() ? Need::Optional : Need::Required,
             "video.title");
  check.url(campaign.video.url, Need::Optional, "video.url");
  check.text(campaign.call_script, limits::kScriptCharsMax, Need::Optional, "call_script");
  check.count(campaign.goal_steps.size(), limits::kGoalStepsMax, "goal");
  if (!std::is_sorted(campaign.goal_steps.begin(), campaign.goal_steps.end()) ||
      (!campaign.goal_steps.empty() && campaign.goal_steps.front() == 0)) {
    check.note(ErrorCode::BadValue, "goal");
  }
  check.text(campaign.offline.note, limits::kSummaryCharsMax,
             campaign.offline.count > 0 ? Need::Required : Need::Optional, "offline.note");
  check.date(campaign.opens_at, "opens_at");
  check.date(campaign.closes_at, "closes_at");
  const bool both = is_date(campaign.opens_at) && is_date(campaign.closes_at);
  if (both && campaign.closes_at < campaign.opens_at) check.note(ErrorCode::BadValue, "closes_at");
  if (campaign.retention_months < 1 || campaign.retention_months > limits::kRetentionMonthsMax) {
    check.note(ErrorCode::BadValue, "retention_months");
  }
  if (!campaign.accent.empty() && !theme::accent_from(campaign.accent)) check.note(ErrorCode::BadValue, "accent");
  check_updates(check, campaign);
  check_translations(check, campaign);
  return std::move(check.problems);
}

std::vector<CampaignProblem> check_partner(const Partner& partner) {
  Checker check;
  if (!is_slug(partner.id) || partner.id.size() > limits::kPartnerBytesMax) check.note(ErrorCode::BadSlug, "id");
  check.text(partner.name, limits::kTitleCharsMax, Need::Required, "name");
  check.count(partner.origins.size(), limits::kOriginsPerPartnerMax, "origins");
  for (std::size_t i = 0; i < partner.origins.size(); ++i) {
    if (!is_origin(partner.origins[i])) check.note(ErrorCode::BadUrl, "origins[" + std::to_string(i) + "]");
  }
  return std::move(check.problems);
}

}  // namespace undersigned
