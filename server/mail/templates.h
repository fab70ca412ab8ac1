// The mails this server sends, in the reader's language. The mail that confirms shows what it confirms, and so carries
// what perhaps a stranger typed to somebody else's mailbox: as a quotation, said to be what was entered on the form, of
// bounded length, in which no address becomes a link. No other mail holds anything that was typed.
//
// The mails of one purpose look alike from outside; which one is sent is told to nobody but the mailbox. Errors: the
// ones of build() for a line of text, BadUrl for a link that is no web address, BadValue for a code that is not one.
// Pure, safe from any thread.
#pragma once

#include <string_view>
#include <vector>

#include "server/mail/mail.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/entered_view.h"

namespace undersigned::mail {

// `site` is the host of this server as people know it; the links point there.

struct ConfirmValues {
  std::string_view site;
  std::string_view campaign_title;
  std::string_view code;  // MailCodes::code()
  std::string_view link;  // to a page whose button confirms
  std::vector<view::EnteredField> entered;
};
// Says how long the code and the link work: limits::kMailCodeMs and kMailLinkMs.
Result<Content> confirm_signature(Locale locale, const ConfirmValues& values);

struct AlreadySignedValues {
  std::string_view site;
  std::string_view campaign_title;
  std::string_view my_link;  // to /my
};
Result<Content> already_signed(Locale locale, const AlreadySignedValues& values);

struct MyCodeValues {
  std::string_view site;
  std::string_view code;
  std::string_view link;  // to a page whose button opens the list
};
// Says how long the code and the link work: limits::kMailCodeMs and kMyLinkMs.
Result<Content> my_code(Locale locale, const MyCodeValues& values);

struct ConfirmedValues {
  std::string_view site;
  std::string_view campaign_title;
  std::string_view share_link;     // to the campaign's page for sharing
  std::string_view withdraw_link;  // to a page whose button withdraws
};
Result<Content> signature_confirmed(Locale locale, const ConfirmedValues& values);

}  // namespace undersigned::mail
