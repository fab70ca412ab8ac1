#include "server/mail/composer.h"

#include <utility>

#include "server/campaigns/consent_text.h"
#include "shared/locale/locale.h"
#include "shared/text/email.h"
#include "shared/view/entered_view.h"

namespace undersigned::mail {
namespace {

// "https://sign.example.org:8443" as people know it: "sign.example.org:8443".
std::string_view site_of(std::string_view base_url) {
  const std::size_t scheme_end = base_url.find("://");
  return scheme_end == std::string_view::npos ? base_url : base_url.substr(scheme_end + 3);
}

}  // namespace

Composer::Composer(const campaigns::Catalog& catalog, const MailCodes& codes, const MyLinks& my_links,
                   const std::string& base_url, Mailbox from, CountryName country_name)
    : catalog_(catalog),
      codes_(codes),
      my_links_(my_links),
      base_url_(base_url),
      from_(std::move(from)),
      country_name_(country_name) {}

Result<Content> Composer::campaign_mail(const store::WaitingMail& mail, const campaigns::Entry& entry,
                                        Locale locale) const {
  const Campaign& texts = entry.text(locale).campaign;
  const std::string lang = "lang=" + std::string(locale_tag(locale));
  const std::string page = base_url_ + "/p/" + mail.campaign;
  const std::string link = page + "?" + lang;
  const std::string privacy_link = page + "/privacy?" + lang;
  const std::string share_link = page + "/signed?" + lang;
  const std::string my_link = base_url_ + "/my?" + lang;
  const CampaignOfMail campaign{.site = site_of(base_url_),
                                .title = texts.title,
                                .link = link,
                                .organizer = texts.organizer.name,
                                .privacy_link = privacy_link};
  switch (mail.kind) {
    case store::MailKind::Confirm:
      return confirm_mail(mail, entry, locale, campaign);
    case store::MailKind::AlreadySigned:
      return already_signed(locale, {.campaign = campaign, .my_link = my_link});
    case store::MailKind::Confirmed:
      return signature_confirmed(locale, {.campaign = campaign, .share_link = share_link, .withdraw_link = my_link});
    case store::MailKind::Thanks:
      return thanks_at_once(locale,
                            {.campaign = campaign, .kind = texts.kind, .share_link = share_link, .my_link = my_link});
    case store::MailKind::MyCode:
    case store::MailKind::Placeholder:
      break;
  }
  return Error{ErrorCode::BadValue};
}

Result<Content> Composer::confirm_mail(const store::WaitingMail& mail, const campaigns::Entry& entry, Locale locale,
                                       const CampaignOfMail& campaign) const {
  const CheckedSignature& typed = mail.signature;
  const std::string code = codes_.code(CodePurpose::ConfirmSignature, mail.issue);
  const std::string link = base_url_ + "/confirm?c=" + mail.campaign +
                           "&t=" + codes_.link_token(mail.cursor, mail.issue) +
                           "&lang=" + std::string(locale_tag(locale));
  return confirm_signature(locale, {.campaign = campaign,
                                    .code = code,
                                    .link = link,
                                    .entered = view::entered_fields(typed, locale, country_name_(typed.country, locale),
                                                                    campaigns::consent_texts(&entry, typed, locale))});
}

Result<Content> Composer::my_code_mail(const store::WaitingMail& mail, Locale locale, std::int64_t now_ms) const {
  const std::string code = codes_.code(CodePurpose::OpenMy, mail.issue);
  const std::string link =
      base_url_ + "/my?t=" + my_links_.token(mail.email, now_ms) + "&lang=" + std::string(locale_tag(locale));
  return my_code(locale, {.site = site_of(base_url_), .code = code, .link = link});
}

// The operator's address, under the organizer's name: that is whom the reader knows. Answers go to the organizer.
// What does not fit a header is left out, so that the mail is sent all the same.
void Composer::sign_for(Mail& letter, const Organizer& organizer, Locale locale) const {
  const std::string_view via = from_.name.empty() ? site_of(base_url_) : std::string_view(from_.name);
  const Mailbox named{.name = sender_name(locale, organizer.name, via), .email = from_.email};
  if (!organizer.name.empty() && check_mailbox(named)) letter.from = named;
  const Mailbox answers{.name = {}, .email = std::string(organizer_email(organizer))};
  if (check_mailbox(answers)) letter.reply_to = answers.email;
}

std::string Composer::message_id(const store::WaitingMail& mail) const {
  return codes_.mail_name(mail) + "@" + std::string(email_domain(from_.email));
}

Result<std::string> Composer::compose(const store::WaitingMail& mail, std::int64_t now_ms) const {
  const Locale locale = locale_from_tag(mail.locale);
  Mail letter;
  letter.from = from_;
  letter.to = {.name = {}, .email = mail.email};
  Result<Content> content = Error{ErrorCode::UnknownCampaign, Field::Campaign};
  if (mail.kind == store::MailKind::MyCode) {
    content = my_code_mail(mail, locale, now_ms);
  } else if (const campaigns::EntryPointer entry = catalog_.snapshot()->any(mail.campaign); entry != nullptr) {
    content = campaign_mail(mail, *entry, locale);
    sign_for(letter, entry->text(locale).campaign.organizer, locale);
  }
  if (!content) return content.error();
  letter.content = std::move(content).value();
  letter.message_id = message_id(mail);
  letter.time_ms = now_ms;
  return build(letter, codes_.boundary_seed(mail));
}

}  // namespace undersigned::mail
