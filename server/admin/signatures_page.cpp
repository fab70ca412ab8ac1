#include "server/admin/signatures_page.h"

#include <array>

#include "server/accounts/rights.h"
#include "server/admin/page.h"
#include "server/admin/quarantine_page.h"
#include "server/signing/take_down.h"
#include "shared/locale/messages.h"

namespace undersigned::admin {
namespace {

using signing::TakeDown;
using store::SignatureStatus;
using view::Attr;
using view::Node;
using view::Tag;

Message status_words(SignatureStatus status) {
  switch (status) {
    case SignatureStatus::Pending:
      return Message::MyPending;
    case SignatureStatus::Confirmed:
      return Message::MyConfirmed;
    case SignatureStatus::Withdrawn:
      return Message::MyWithdrawn;
    case SignatureStatus::Quarantined:
      return Message::MyQuarantined;
    case SignatureStatus::Invalid:
      return Message::MyInvalid;
  }
  return Message::MyInvalid;
}

std::string address_of(const std::string& campaign, const std::string& key) {
  return "/admin/signatures?campaign=" + campaign + "&key=" + key;
}

Node line(std::string_view look, const std::string& words) {
  return view::element(Tag::P, {{Attr::Class, std::string(look)}, {Attr::Dir, "auto"}}, words);
}

// The status, and what is hidden or erased.
view::Nodes state_lines(SignatureStatus status, store::CommentState comment, Locale locale) {
  view::Nodes lines{line("status", text_of(locale, status_words(status)))};
  if (comment == store::CommentState::Hidden) {
    lines.push_back(line("status", text_of(locale, Message::AdminCommentHidden)));
  }
  return lines;
}

Node campaign_select(const SignaturesView& view, Locale locale) {
  view::Nodes options;
  for (const auto& [slug, title] : view.campaigns) {
    std::vector<view::Attribute> attributes{{Attr::Value, slug}};
    if (slug == view.shown) attributes.emplace_back(Attr::Selected, "");
    options.push_back(view::element(Tag::Option, std::move(attributes), title));
  }
  return view::element(
      Tag::Div, {{Attr::Class, "field"}},
      {view::element(Tag::Label, {{Attr::For, "campaign"}}, text_of(locale, Message::AdminCampaign)),
       view::element(Tag::Select, {{Attr::Id, "campaign"}, {Attr::Name, "campaign"}}, std::move(options))});
}

Node find_form(const SignaturesView& view, Locale locale) {
  return view::element(
      Tag::Form, {{Attr::Class, "sign"}, {Attr::Method, "get"}, {Attr::Action, "/admin/signatures"}},
      {campaign_select(view, locale),
       view::element(Tag::Div, {{Attr::Class, "field"}},
                     {view::element(Tag::Label, {{Attr::For, "id"}}, text_of(locale, Message::AdminSignatureId)),
                      view::element(Tag::Input, {{Attr::Id, "id"},
                                                 {Attr::Name, "id"},
                                                 {Attr::Type, "text"},
                                                 {Attr::Autocomplete, "off"},
                                                 {Attr::Autocapitalize, "none"},
                                                 {Attr::Spellcheck, "false"},
                                                 {Attr::Value, view.sought}})}),
       view::element(Tag::Button, {{Attr::Class, "secondary"}, {Attr::Type, "submit"}},
                     text_of(locale, Message::AdminFind))});
}

Node signature_item(const store::SignatureRow& row, const std::string& campaign, Locale locale) {
  const std::string name = row.name.empty() ? row.public_id : row.name;
  view::Nodes about{
      view::element(Tag::A, {{Attr::Href, address_of(campaign, key_text(row))}, {Attr::Dir, "auto"}}, name)};
  for (const std::string* const more : {&row.organization, &row.country}) {
    if (more->empty()) continue;
    about.push_back(view::text(", "));
    about.push_back(view::element(Tag::Span, {{Attr::Dir, "auto"}}, *more));
  }
  about.push_back(view::text(" "));
  about.push_back(moment_element(locale, row.time_ms));
  if (!row.comment.empty()) about.push_back(line("comment", row.comment));
  for (Node& state : state_lines(row.status, row.comment_state, locale)) about.push_back(std::move(state));
  return view::element(Tag::Li, {}, {view::element(Tag::Div, {{Attr::Class, "suspect"}}, std::move(about))});
}

struct Choice {
  TakeDown what;
  Message words;
  std::string_view look;
};

constexpr std::array<Choice, 5> kChoices{{{TakeDown::RuleOut, Message::AdminRuleOut, "secondary"},
                                          {TakeDown::Restore, Message::AdminCountAgain, "secondary"},
                                          {TakeDown::HideComment, Message::AdminHideComment, "secondary"},
                                          {TakeDown::ShowComment, Message::AdminShowComment, "secondary"},
                                          {TakeDown::Erase, Message::AdminErase, "danger"}}};

view::Nodes buttons(const store::SignatureRecord& record, const accounts::SignedIn& who, Locale locale) {
  view::Nodes buttons;
  for (const Choice& choice : kChoices) {
    const bool may = choice.what != TakeDown::Erase || accounts::has_right(who.role, accounts::Right::Erase);
    if (!may || !signing::is_possible(choice.what, record)) continue;
    buttons.push_back(view::element(Tag::Button,
                                    {{Attr::Class, std::string(choice.look)},
                                     {Attr::Type, "submit"},
                                     {Attr::Name, "what"},
                                     {Attr::Value, std::string(signing::to_name(choice.what))}},
                                    text_of(locale, choice.words)));
  }
  return buttons;
}

Node reason_field(bool missing, Locale locale) {
  view::Nodes parts{view::element(Tag::Label, {{Attr::For, "reason"}}, text_of(locale, Message::AdminReason)),
                    view::element(Tag::P, {{Attr::Class, "hint"}, {Attr::Id, "hint-reason"}},
                                  text_of(locale, Message::AdminReasonHint))};
  std::vector<view::Attribute> attributes{
      {Attr::Id, "reason"}, {Attr::Name, "reason"}, {Attr::Type, "text"}, {Attr::Autocomplete, "off"}};
  if (missing) {
    parts.push_back(view::element(Tag::P, {{Attr::Class, "error"}, {Attr::Id, "error-reason"}, {Attr::Role, "alert"}},
                                  text_of(locale, Message::AdminReasonMissing)));
    attributes.emplace_back(Attr::AriaInvalid, "true");
  }
  attributes.emplace_back(Attr::AriaDescribedby, missing ? "hint-reason error-reason" : "hint-reason");
  parts.push_back(view::element(Tag::Input, std::move(attributes)));
  return view::element(Tag::Div, {{Attr::Class, "field"}}, std::move(parts));
}

}  // namespace

view::Nodes signatures_content(const SignaturesView& view, Locale locale) {
  view::Nodes content{view::element(Tag::H1, {}, text_of(locale, Message::AdminSignatures)),
                      view::element(Tag::P, {}, text_of(locale, Message::AdminSignaturesIntro)),
                      find_form(view, locale)};
  if (view.signatures.empty()) {
    content.push_back(view::element(Tag::P, {}, text_of(locale, Message::AdminNoSignature)));
  } else {
    view::Nodes items;
    for (const store::SignatureRow& row : view.signatures) items.push_back(signature_item(row, view.shown, locale));
    content.push_back(view::element(Tag::Ul, {{Attr::Class, "suspects"}}, std::move(items)));
  }
  if (view.older) {
    std::string older = "/admin/signatures?campaign=" + view.shown + "&before=" + std::to_string(*view.older);
    if (!view.sought.empty()) older += "&id=" + view.sought;
    content.push_back(view::element(
        Tag::P, {}, {view::element(Tag::A, {{Attr::Href, older}}, text_of(locale, Message::AdminOlder))}));
  }
  return content;
}

view::Nodes signature_content(const SignatureView& view, const accounts::SignedIn& who, Locale locale) {
  const store::SignatureRecord& record = view.record;
  const CheckedSignature& kept = record.signature;
  view::Nodes content{view::element(Tag::H1, {}, text_of(locale, Message::AdminSignatures))};
  if (view.done) {
    content.push_back(view::element(Tag::P, {{Attr::Class, "notice"}, {Attr::Role, "status"}},
                                    text_of(locale, Message::AdminTakenDown)));
  }
  content.push_back(view::element(Tag::P, {}, text_of(locale, Message::AdminSignaturesIntro)));
  content.push_back(
      view::element(Tag::H2, {{Attr::Dir, "auto"}}, kept.name.empty() ? record.key.public_id : kept.name));
  if (!kept.organization.empty()) content.push_back(line("organization", kept.organization));
  content.push_back(view::element(Tag::P, {}, {moment_element(locale, record.time_ms)}));
  content.push_back(
      view::element(Tag::P, {},
                    {view::text(text_of(locale, Message::AdminSignatureId) + ": "),
                     view::element(Tag::Span, {{Attr::Class, "number"}, {Attr::Dir, "ltr"}}, record.key.public_id)}));
  if (!kept.comment.empty()) content.push_back(line("comment", kept.comment));
  for (Node& state : state_lines(record.status, record.comment_state, locale)) content.push_back(std::move(state));
  if (record.erased) content.push_back(line("status", text_of(locale, Message::MyErased)));
  view::Nodes choices = buttons(record, who, locale);
  if (choices.empty()) return content;
  content.push_back(view::element(
      Tag::Form, {{Attr::Class, "sign"}, {Attr::Method, "post"}, {Attr::Action, "/admin/signatures/take-down"}},
      {reason_field(view.reason_missing, locale), hidden_input("csrf", who.csrf_token),
       hidden_input("campaign", record.campaign),
       hidden_input("key", std::to_string(record.key.cursor) + "-" + record.key.public_id),
       view::element(Tag::Div, {{Attr::Class, "deeds"}}, std::move(choices))}));
  return content;
}

}  // namespace undersigned::admin
