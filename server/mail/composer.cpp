#include "server/mail/composer.h"

#include <utility>

#include "server/campaigns/consent_text.h"
#include "server/mail/templates.h"
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

Result<Content> Composer::confirm_mail(const store::WaitingMail& mail, const campaigns::Entry& entry,
                                       Locale locale) const {
  const CheckedSignature& typed = mail.signature;
  const std::string code = codes_.code(CodePurpose::ConfirmSignature, mail.issue);
  const std::string link = base_url_ + "/confirm?c=" + mail.campaign +
                           "&t=" + codes_.link_token(mail.cursor, mail.issue) +
                           "&lang=" + std::string(locale_tag(locale));
  return confirm_signature(locale, {.site = site_of(base_url_),
                                    .campaign_title = entry.text(locale).campaign.title,
                                    .code = code,
                                    .link = link,
                                    .entered = view::entered_fields(typed, locale, country_name_(typed.country, locale),
                                                                    campaigns::consent_texts(&entry, typed, locale))});
}

Result<Content> Composer::content_of(const store::WaitingMail& mail, std::int64_t now_ms) const {
  const Locale locale = locale_from_tag(mail.locale);
  const std::string_view site = site_of(base_url_);
  const std::string lang = "lang=" + std::string(locale_tag(locale));
  const std::string my_link = base_url_ + "/my?" + lang;
  if (mail.kind == store::MailKind::MyCode) {
    const std::string code = codes_.code(CodePurpose::OpenMy, mail.issue);
    const std::string link = base_url_ + "/my?t=" + my_links_.token(mail.email, now_ms) + "&" + lang;
    return my_code(locale, {.site = site, .code = code, .link = link});
  }

  const campaigns::EntryPointer entry = catalog_.snapshot()->any(mail.campaign);
  if (entry == nullptr) return Error{ErrorCode::UnknownCampaign, Field::Campaign};
  const std::string& title = entry->text(locale).campaign.title;
  switch (mail.kind) {
    case store::MailKind::Confirm:
      return confirm_mail(mail, *entry, locale);
    case store::MailKind::AlreadySigned:
      return already_signed(locale, {.site = site, .campaign_title = title, .my_link = my_link});
    case store::MailKind::Confirmed:
      return signature_confirmed(locale, {.site = site,
                                          .campaign_title = title,
                                          .share_link = base_url_ + "/p/" + mail.campaign + "/signed?" + lang,
                                          .withdraw_link = my_link});
    case store::MailKind::MyCode:
      break;
  }
  return Error{ErrorCode::BadValue};
}

std::string Composer::message_id(const store::WaitingMail& mail) const {
  return codes_.mail_name(mail) + "@" + std::string(email_domain(from_.email));
}

Result<std::string> Composer::compose(const store::WaitingMail& mail, std::int64_t now_ms) const {
  Result<Content> content = content_of(mail, now_ms);
  if (!content) return content.error();
  Mail letter;
  letter.from = from_;
  letter.to = {.name = {}, .email = mail.email};
  letter.content = std::move(content).value();
  letter.message_id = message_id(mail);
  letter.time_ms = now_ms;
  return build(letter, codes_.boundary_seed(mail));
}

}  // namespace undersigned::mail
