// Composes a waiting mail: the template of its kind, in the signer's language, with the code and link of its issue.
//
// Immutable, safe from any thread.
#pragma once

#include <cstdint>
#include <string>

#include "server/campaigns/catalog.h"
#include "server/mail/code.h"
#include "server/mail/mail.h"
#include "server/mail/my_link.h"
#include "server/mail/templates.h"
#include "server/store/mail_store.h"
#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::mail {

// The name of a country in a language, by its code (pages/country_names.h).
using CountryName = std::string (*)(const std::string& code, Locale locale);

class Composer {
 public:
  // `catalog`, `codes`, `my_links` and `base_url` must outlive it. `base_url` is this server's own origin,
  // "https://sign.example.org"; it must not change once a mail was composed.
  Composer(const campaigns::Catalog& catalog, const MailCodes& codes, const MyLinks& my_links,
           const std::string& base_url, Mailbox from, CountryName country_name);

  // The mail as bytes (mail/mail.h). UnknownCampaign: the catalog does not have the campaign, perhaps not yet. Other
  // errors are those of mail/templates.h and mail/mail.h; trying again does not help.
  [[nodiscard]] Result<std::string> compose(const store::WaitingMail& mail, std::int64_t now_ms) const;

  [[nodiscard]] const Mailbox& from() const { return from_; }

 private:
  [[nodiscard]] Result<Content> campaign_mail(const store::WaitingMail& mail, const campaigns::Entry& entry,
                                              Locale locale) const;
  [[nodiscard]] Result<Content> confirm_mail(const store::WaitingMail& mail, const campaigns::Entry& entry,
                                             Locale locale, const CampaignOfMail& campaign) const;
  [[nodiscard]] Result<Content> my_code_mail(const store::WaitingMail& mail, Locale locale, std::int64_t now_ms) const;
  void sign_for(Mail& letter, const Organizer& organizer, Locale locale) const;
  [[nodiscard]] std::string message_id(const store::WaitingMail& mail) const;

  const campaigns::Catalog& catalog_;
  const MailCodes& codes_;
  const MyLinks& my_links_;
  const std::string& base_url_;
  Mailbox from_;
  CountryName country_name_;
};

}  // namespace undersigned::mail
