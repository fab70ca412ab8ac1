// Writes a mail that waits in the store: the template of its kind, in the signer's language, with the code and the link
// of its issue.
//
// Immutable, safe from any thread.
#pragma once

#include <cstdint>
#include <string>

#include "server/catalog/catalog.h"
#include "server/mail/code.h"
#include "server/mail/mail.h"
#include "server/store/store.h"
#include "shared/result.h"

namespace undersigned::outbox {

class Composer {
 public:
  // `catalog`, `codes` and `base_url` outlive it. The base is this server's own origin, "https://sign.example.org"; it
  // must not change once a mail is written.
  Composer(const catalog::Catalog& catalog, const mail::MailCodes& codes, const std::string& base_url,
           mail::Mailbox from);

  // The mail as bytes (mail/mail.h). UnknownCampaign: the catalog has none of that slug, or not yet; otherwise the
  // errors of mail/templates.h and mail/mail.h, which no later attempt mends.
  [[nodiscard]] Result<std::string> compose(const store::WaitingMail& mail, std::int64_t now_ms) const;

  [[nodiscard]] const mail::Mailbox& from() const { return from_; }

 private:
  [[nodiscard]] Result<mail::Content> content_of(const store::WaitingMail& mail) const;
  [[nodiscard]] std::string message_id(const store::WaitingMail& mail) const;

  const catalog::Catalog& catalog_;
  const mail::MailCodes& codes_;
  const std::string& base_url_;
  mail::Mailbox from_;
};

}  // namespace undersigned::outbox
