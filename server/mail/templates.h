// The mails this server sends, in the reader's language. A confirmation mail shows what it confirms. A stranger may
// have typed that, so it is a quotation of limited length, marked as entered on the form, without links. No other mail
// holds anything that was typed.
//
// Mails of one purpose look alike from outside: only the mailbox learns which one was sent. Errors: those of build()
// for a line of text, BadUrl for a link that is not a web address, BadValue for a malformed code. Pure, safe from any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/mail/mail.h"
#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/entered_view.h"

namespace undersigned::mail {

// `site` is the public host of this server. The links point there.

// The campaign that a mail is about.
struct CampaignOfMail {
  std::string_view site;
  std::string_view title;
  std::string_view link;          // to its page
  std::string_view organizer;     // name; empty: it names none
  std::string_view privacy_link;  // to the page about the signers' details
};

// The name of the sender: the organizer's, and what it sends through; `via` alone without an organizer.
std::string sender_name(Locale locale, std::string_view organizer, std::string_view via);

struct ConfirmValues {
  CampaignOfMail campaign;
  std::string_view code;  // MailCodes::code(); also in the subject, where phones show it at once
  std::string_view link;  // to a page whose button confirms
  std::vector<view::EnteredField> entered;
};
// States the lifetime of code and link: limits::kMailCodeMs and kMailLinkMs.
Result<Content> confirm_signature(Locale locale, const ConfirmValues& values);

struct AlreadySignedValues {
  CampaignOfMail campaign;
  std::string_view my_link;  // to /my
};
Result<Content> already_signed(Locale locale, const AlreadySignedValues& values);

struct MyCodeValues {
  std::string_view site;
  std::string_view code;
  std::string_view link;  // to a page whose button opens the list
};
// States the lifetime of code and link: limits::kMailCodeMs and kMyLinkMs. The code is not in the subject, which a
// locked phone may show to somebody else: with the page that asked for it, it opens what the mailbox has signed.
Result<Content> my_code(Locale locale, const MyCodeValues& values);

struct ConfirmedValues {
  CampaignOfMail campaign;
  std::string_view share_link;     // to the campaign's page for sharing
  std::string_view withdraw_link;  // to a page whose button withdraws
};
Result<Content> signature_confirmed(Locale locale, const ConfirmedValues& values);

// For a signature that counted without a confirmation, new or repeated. Nobody has proved the mailbox, so it holds no
// code and nothing about the signer.
struct ThanksValues {
  CampaignOfMail campaign;
  CampaignKind kind = CampaignKind::Petition;
  std::string_view share_link;
  std::string_view my_link;
};
Result<Content> thanks_at_once(Locale locale, const ThanksValues& values);

}  // namespace undersigned::mail
