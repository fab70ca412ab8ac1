#include "server/mail/templates.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

#include "server/limits.h"
#include "server/mail/code.h"
#include "server/mail/header.h"
#include "server/mail/letter.h"
#include "shared/limits.h"
#include "shared/text/url.h"

namespace undersigned::mail {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;

Status check_title(std::string_view title) {
  if (title.empty()) return Error{ErrorCode::Required};
  return check_line(title, limits::kTitleCharsMax, Field::None);
}

Status check_site(std::string_view site) {
  if (site.empty()) return Error{ErrorCode::Required};
  return check_line(site, limits::kOriginBytesMax, Field::None);
}

Status check_organizer(std::string_view name) {
  return check_line(name, limits::kOrganizerCharsMax, Field::None);
}

Status check_code_text(std::string_view code) {
  if (read_code(code) != code) return Error{ErrorCode::BadValue};
  return Done{};
}

Status check_link(std::string_view link) {
  if (!is_web_url(link)) return Error{ErrorCode::BadUrl};
  return Done{};
}

Status first_error(std::initializer_list<Status> statuses) {
  for (const Status& status : statuses) {
    if (!status) return status;
  }
  return Done{};
}

Status check_campaign_of(const CampaignOfMail& campaign) {
  return first_error({check_site(campaign.site), check_title(campaign.title), check_organizer(campaign.organizer),
                      check_link(campaign.link), check_link(campaign.privacy_link)});
}

Message thanks_message(CampaignKind kind) {
  switch (kind) {
    case CampaignKind::Petition:
      break;
    case CampaignKind::Endorsement:
      return Message::ThanksHeadingEndorsement;
    case CampaignKind::Call:
      return Message::ThanksHeadingCall;
  }
  return Message::ThanksHeadingPetition;
}

// Builds the blocks of one mail in one language.
class Writer {
 public:
  explicit Writer(Locale locale) : locale_(locale) {}

  void title(std::string_view text) { add(BlockKind::Title, std::string(text)); }
  void paragraph(Message message) { add(BlockKind::Paragraph, text_of(locale_, message)); }
  void code(std::string_view code) {
    constexpr auto kMinutes = static_cast<std::uint64_t>(limits::kMailCodeMs / kMinuteMs);
    add(BlockKind::Code, std::string(code));
    add(BlockKind::Paragraph, text_of_count(locale_, Message::MailCodeMinutes, kMinutes));
  }
  void button(Message message, std::string_view url) { add_address(BlockKind::Button, message, url); }
  void link(Message message, std::string_view url) { add_address(BlockKind::Link, message, url); }
  void quotation(const std::vector<view::EnteredField>& fields) {
    blocks_.push_back({.kind = BlockKind::Quotation, .fields = fields});
  }
  void link_days() {
    constexpr auto kDays = static_cast<std::uint64_t>(limits::kMailLinkMs / kDayMs);
    add(BlockKind::Paragraph, text_of_count(locale_, Message::MailLinkDays, kDays));
  }
  void link_hours() {
    constexpr auto kHours = static_cast<std::uint64_t>(limits::kMyLinkMs / kHourMs);
    add(BlockKind::Paragraph, text_of_count(locale_, Message::MailLinkHours, kHours));
  }
  void note(Message message) { add(BlockKind::Note, text_of(locale_, message)); }

  // A button to share, and the address to hand on: people forward mails and copy from them.
  void share(std::string_view share_link, std::string_view campaign_link) {
    paragraph(Message::MailShare);
    button(Message::MailShareLink, share_link);
    paragraph(Message::ShareText);
    blocks_.push_back({.kind = BlockKind::Link, .text = std::string(campaign_link), .url = std::string(campaign_link)});
  }

  Content finish(std::string_view subject, std::string_view site) {
    add(BlockKind::Note, text_of(locale_, Message::MailFooter, {{"site", site}}));
    return write_letter(locale_, subject, blocks_);
  }

  // With who runs the campaign, and what happens with the reader's details.
  Content finish(std::string_view subject, const CampaignOfMail& campaign) {
    if (campaign.organizer.empty()) {
      add(BlockKind::Note, text_of(locale_, Message::MailFooter, {{"site", campaign.site}}));
    } else {
      add(BlockKind::Note,
          text_of(locale_, Message::MailForOrganizer, {{"site", campaign.site}, {"organizer", campaign.organizer}}));
    }
    add_address(BlockKind::Note, Message::PrivacyTitle, campaign.privacy_link);
    return write_letter(locale_, subject, blocks_);
  }

 private:
  void add(BlockKind kind, std::string text) { blocks_.push_back({.kind = kind, .text = std::move(text)}); }
  void add_address(BlockKind kind, Message message, std::string_view url) {
    blocks_.push_back({.kind = kind, .text = text_of(locale_, message), .url = std::string(url)});
  }

  Locale locale_;
  std::vector<Block> blocks_;
};

}  // namespace

std::string sender_name(Locale locale, std::string_view organizer, std::string_view via) {
  if (organizer.empty()) return std::string(via);
  return text_of(locale, Message::MailSender, {{"organizer", organizer}, {"site", via}});
}

Result<Content> confirm_signature(Locale locale, const ConfirmValues& values) {
  const CampaignOfMail& campaign = values.campaign;
  const Status checked =
      first_error({check_campaign_of(campaign), check_code_text(values.code), check_link(values.link)});
  if (!checked) return checked.error();

  Writer writer(locale);
  writer.title(campaign.title);
  writer.paragraph(Message::MailConfirmIntro);
  writer.code(values.code);
  writer.paragraph(Message::MailConfirmOrLink);
  writer.button(Message::MailConfirmLink, values.link);
  writer.link_days();
  if (!values.entered.empty()) {
    writer.paragraph(Message::TypedIntro);
    writer.quotation(values.entered);
  }
  writer.note(Message::MailConfirmNotYou);
  return writer.finish(text_of(locale, Message::MailConfirmSubject, {{"code", values.code}, {"title", campaign.title}}),
                       campaign);
}

Result<Content> already_signed(Locale locale, const AlreadySignedValues& values) {
  const CampaignOfMail& campaign = values.campaign;
  const Status checked = first_error({check_campaign_of(campaign), check_link(values.my_link)});
  if (!checked) return checked.error();

  Writer writer(locale);
  writer.title(campaign.title);
  writer.paragraph(Message::MailAlreadyText);
  writer.paragraph(Message::MailManage);
  writer.button(Message::MailManageLink, values.my_link);
  writer.note(Message::MailAlreadyNotYou);
  return writer.finish(text_of(locale, Message::MailAlreadySubject, {{"title", campaign.title}}), campaign);
}

Result<Content> my_code(Locale locale, const MyCodeValues& values) {
  const Status checked = first_error({check_site(values.site), check_code_text(values.code), check_link(values.link)});
  if (!checked) return checked.error();

  Writer writer(locale);
  writer.title(text_of(locale, Message::MailMySubject));
  writer.paragraph(Message::MailMyIntro);
  writer.code(values.code);
  writer.paragraph(Message::MailMyOrLink);
  writer.link(Message::MyOpen, values.link);
  writer.link_hours();
  writer.note(Message::MailMyNotYou);
  return writer.finish(text_of(locale, Message::MailMySubject), values.site);
}

Result<Content> signature_confirmed(Locale locale, const ConfirmedValues& values) {
  const CampaignOfMail& campaign = values.campaign;
  const Status checked =
      first_error({check_campaign_of(campaign), check_link(values.share_link), check_link(values.withdraw_link)});
  if (!checked) return checked.error();

  Writer writer(locale);
  writer.title(campaign.title);
  writer.paragraph(Message::MailConfirmedText);
  writer.share(values.share_link, campaign.link);
  writer.paragraph(Message::MailWithdraw);
  writer.link(Message::MailWithdrawLink, values.withdraw_link);
  return writer.finish(text_of(locale, Message::MailConfirmedSubject, {{"title", campaign.title}}), campaign);
}

Result<Content> thanks_at_once(Locale locale, const ThanksValues& values) {
  const CampaignOfMail& campaign = values.campaign;
  const Status checked =
      first_error({check_campaign_of(campaign), check_link(values.share_link), check_link(values.my_link)});
  if (!checked) return checked.error();

  Writer writer(locale);
  writer.title(campaign.title);
  writer.paragraph(Message::MailThanksText);
  writer.link(Message::BackToPetition, campaign.link);
  writer.paragraph(Message::MailManage);
  writer.link(Message::MailManageLink, values.my_link);
  writer.share(values.share_link, campaign.link);
  writer.note(Message::MailThanksNotYou);
  const std::string thanks = text_of(locale, thanks_message(values.kind));
  return writer.finish(text_of(locale, Message::MailThanksSubject, {{"thanks", thanks}, {"title", campaign.title}}),
                       campaign);
}

}  // namespace undersigned::mail
