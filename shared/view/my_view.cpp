#include "shared/view/my_view.h"

#include <array>
#include <string_view>
#include <utility>

#include "shared/limits.h"
#include "shared/view/build.h"
#include "shared/view/code_field_view.h"
#include "shared/view/errors_view.h"
#include "shared/view/privacy_view.h"
#include "shared/view/visibility_view.h"

namespace undersigned::view {
namespace {

constexpr std::array<std::string_view, 5> kChanges{"visibility", "withdraw", "erase", "consent", "erase-requests"};

Node title(Locale locale) {
  return with_class(Tag::H1, "title", text_of(locale, Message::MyTitle));
}

// Text of any language within the reader's.
Node in_own_direction(Tag tag, std::string_view words) {
  return element(tag, {{Attr::Dir, "auto"}}, words);
}

Node button(std::string_view name, std::string_view words) {
  return element(Tag::Button, {{Attr::Class, std::string(name)}, {Attr::Type, "submit"}}, words);
}

Node form(std::string_view name, std::string_view address, Nodes parts) {
  return element(Tag::Form,
                 {{Attr::Class, std::string(name)},
                  {Attr::Method, "post"},
                  {Attr::Action, std::string(address)},
                  {Attr::Novalidate, ""}},
                 std::move(parts));
}

void add_address(Nodes& parts, Locale locale, const std::string& email) {
  add(parts, hidden_input("email", email));
  add(parts, hidden_input("locale", locale_tag(locale)));
}

void add_access(Nodes& parts, Locale locale, const MyAccess& access) {
  add_address(parts, locale, access.email);
  add(parts, hidden_input("token", access.token));
  add(parts, hidden_input("skipped", std::to_string(access.skipped)));
}

// A sentence that takes the focus, so that readers meet it first.
Node message(std::string_view name, std::string_view words) {
  return element(
      Tag::P, {{Attr::Class, std::string(name)}, {Attr::Role, "status"}, {Attr::Tabindex, "-1"}, {Attr::Autofocus, ""}},
      words);
}

Node email_field(Locale locale, const std::string& email, const std::vector<Error>& errors) {
  const bool wrong = error_of(errors, Field::Email).has_value();
  std::vector<Attribute> attributes{{Attr::Id, "email"},
                                    {Attr::Name, "email"},
                                    {Attr::AriaDescribedby, "error-email"},
                                    {Attr::Required, ""},
                                    {Attr::Type, "email"},
                                    {Attr::Autocomplete, "email"},
                                    {Attr::Inputmode, "email"},
                                    {Attr::Maxlength, std::to_string(limits::kEmailBytesMax)},
                                    {Attr::Autocapitalize, "none"},
                                    {Attr::Dir, "ltr"},
                                    {Attr::Spellcheck, "false"}};
  if (wrong) attributes.emplace_back(Attr::AriaInvalid, "true");
  if (!email.empty()) attributes.emplace_back(Attr::Value, sent_back(email, limits::kEmailBytesMax));
  return element(Tag::Div, {{Attr::Class, wrong ? "field wrong" : "field"}, {Attr::DataField, "email"}},
                 {element(Tag::Label, {{Attr::For, "email"}}, text_of(locale, Message::LabelEmail)),
                  error_line(errors, locale, Field::Email), element(Tag::Input, std::move(attributes))});
}

Message status_words(MyStatus status) {
  switch (status) {
    case MyStatus::Pending:
      return Message::MyPending;
    case MyStatus::Confirmed:
      return Message::MyConfirmed;
    case MyStatus::Withdrawn:
      return Message::MyWithdrawn;
    case MyStatus::Quarantined:
      return Message::MyQuarantined;
    case MyStatus::Invalid:
      return Message::MyInvalid;
  }
  return Message::MyConfirmed;
}

std::string_view status_name(MyStatus status) {
  constexpr std::array<std::string_view, 5> kNames{"state pending-state", "state counted", "state withdrawn",
                                                   "state ruled-out", "state pending-state"};
  return kNames[static_cast<std::size_t>(status)];
}

Message done_words(MyDone done) {
  switch (done) {
    case MyDone::Nothing:
    case MyDone::Saved:
      return Message::MySaved;
    case MyDone::Withdrawn:
      return Message::MyWithdrawDone;
    case MyDone::Erased:
      return Message::MyEraseDone;
    case MyDone::ConsentWithdrawn:
      return Message::MyConsentDone;
    case MyDone::RequestsErased:
      return Message::MyRequestsErased;
  }
  return Message::MySaved;
}

// One signature in the list.
class SignatureItem {
 public:
  SignatureItem(Locale locale, const MyAccess& access, const MySignature& signature, std::size_t number)
      : locale_(locale), access_(access), signature_(signature), number_(std::to_string(number)) {}

  [[nodiscard]] Node build(MyDone done) const;

 private:
  [[nodiscard]] std::string say(Message message) const { return text_of(locale_, message); }
  [[nodiscard]] std::string heading_id() const { return "signature-" + number_; }
  [[nodiscard]] Node kept() const;
  [[nodiscard]] Node responsible() const;
  [[nodiscard]] Node change_form(MyChange change, Nodes parts, Message button_words,
                                 const std::string& described_by) const;
  [[nodiscard]] Node change_form(MyChange change, Nodes parts, Message button_words) const {
    return change_form(change, std::move(parts), button_words, heading_id());
  }
  [[nodiscard]] Node consents() const;
  [[nodiscard]] Node visibility_form() const;
  [[nodiscard]] Node withdraw_form() const;
  [[nodiscard]] Node erase_form() const;

  Locale locale_;
  const MyAccess& access_;
  const MySignature& signature_;
  std::string number_;
};

Node SignatureItem::responsible() const {
  Nodes parts{element(Tag::Dt, {}, say(Message::PrivacyResponsible))};
  for (Node& item : organizer_items(signature_.organizer)) add(parts, std::move(item));
  if (!signature_.slug.empty()) {
    const std::string address = privacy_address({}, signature_.slug, locale_);
    add(parts, element(Tag::Dd, {}, {link("more", address, say(Message::PrivacyTitle))}));
  }
  return element(Tag::Div, {}, std::move(parts));
}

Node SignatureItem::kept() const {
  const CheckedSignature& kept = signature_.kept;
  const bool organization = kept.kind == SignatureKind::Organization;
  Nodes rows;
  const auto row = [&](Message label, const std::vector<std::string>& values) {
    Nodes parts{element(Tag::Dt, {}, say(label))};
    for (const std::string& value : values) {
      if (!value.empty()) add(parts, element(Tag::Dd, {}, {in_own_direction(Tag::Span, value)}));
    }
    if (parts.size() > 1) add(rows, element(Tag::Div, {}, std::move(parts)));
  };
  row(Message::LabelOrganization, {kept.organization});
  row(organization ? Message::LabelRepresentative : Message::LabelName, {kept.name});
  row(Message::LabelRole, {kept.role});
  row(Message::LabelEmail, {kept.email});
  row(Message::LabelCountry, {signature_.country});
  row(Message::LabelPostcode, {kept.postcode});
  row(Message::LabelPhone, {kept.phone});
  row(Message::ErrorLabelComment, {kept.comment});
  if (!signature_.organizer.name.empty()) add(rows, responsible());
  row(Message::MyTextVersion, {kept.text_version});
  row(Message::Language, {signature_.language});
  row(Message::MySource, signature_.sources);
  return with_class(Tag::Dl, "kept", std::move(rows));
}

Node SignatureItem::change_form(MyChange change, Nodes parts, Message button_words,
                                const std::string& described_by) const {
  add_access(parts, locale_, access_);
  add(parts, hidden_input("id", signature_.id));
  add(parts, hidden_input("change", to_name(change)));
  // Every signature has such a button. The campaign's title, or the consent's text, tells screen readers which one it
  // is.
  add(parts, element(Tag::Button,
                     {{Attr::Class, change == MyChange::Erase ? "danger" : "secondary"},
                      {Attr::Type, "submit"},
                      {Attr::AriaDescribedby, described_by}},
                     say(button_words)));
  return form("change", "/my/change", std::move(parts));
}

Node SignatureItem::visibility_form() const {
  const SignatureKind kind = signature_.kept.kind;
  Nodes parts{element(Tag::Legend, {}, say(visibility_legend(kind)))};
  for (Node& choice : visibility_choices(locale_, kind, to_name(signature_.kept.visibility), "-" + number_)) {
    add(parts, std::move(choice));
  }
  return change_form(MyChange::Visibility, {with_class(Tag::Fieldset, "field choices", std::move(parts))},
                     Message::MySave);
}

// A consent can be withdrawn as easily as it was given (GDPR article 7(3)).
Node SignatureItem::consents() const {
  Nodes items;
  for (const MyConsent& consent : signature_.consents) {
    const std::string id = std::string("consent-").append(consent.id).append("-").append(number_);
    Nodes parts{element(Tag::P, {{Attr::Id, id}}, {in_own_direction(Tag::Span, consent.words)})};
    if (!consent.withdrawn_on.empty()) {
      add(parts,
          with_class(Tag::P, "hint",
                     text_of(locale_, Message::MyConsentWithdrawn, {{"day", day(locale_, consent.withdrawn_on)}})));
    } else if (!signature_.erased) {
      add(parts, change_form(MyChange::Consent, {hidden_input("consent", consent.id)}, Message::MyConsentWithdraw, id));
    }
    add(items, element(Tag::Li, {}, std::move(parts)));
  }
  return with_class(Tag::Div, "consents",
                    {element(Tag::H3, {}, say(Message::ConsentGiven)), with_class(Tag::Ul, "plain", std::move(items))});
}

Node SignatureItem::withdraw_form() const {
  return change_form(MyChange::Withdraw, {with_class(Tag::P, "hint", say(Message::MyWithdrawHint))},
                     Message::MyWithdraw);
}

// Erasing is final, so it takes an extra step.
Node SignatureItem::erase_form() const {
  return with_class(
      Tag::Details, "erase",
      {element(Tag::Summary, {{Attr::AriaDescribedby, heading_id()}}, say(Message::MyErase)),
       change_form(MyChange::Erase, {with_class(Tag::P, "hint", say(Message::MyEraseHint))}, Message::MyErase)});
}

Node SignatureItem::build(MyDone done) const {
  const bool stands = signature_.status != MyStatus::Withdrawn && signature_.status != MyStatus::Invalid;
  const std::string day_words = text_of(locale_, Message::MySignedOn, {{"day", day(locale_, signature_.day)}});
  const std::string address = "/p/" + signature_.slug + "?lang=" + std::string(locale_tag(locale_));
  Node heading = in_own_direction(signature_.slug.empty() ? Tag::Span : Tag::A, signature_.title);
  if (!signature_.slug.empty()) heading.attributes.emplace_back(Attr::Href, address);
  Nodes parts{
      element(Tag::H2, {{Attr::Id, heading_id()}, {Attr::Lang, signature_.title_language}}, {std::move(heading)})};
  if (done != MyDone::Nothing) add(parts, message("notice done", say(done_words(done))));
  add(parts, with_class(Tag::P, "when",
                        {with_class(Tag::Strong, status_name(signature_.status), say(status_words(signature_.status))),
                         text(" "), element(Tag::Time, {{Attr::Datetime, signature_.day}}, day_words)}));
  if (signature_.erased) add(parts, with_class(Tag::P, "erased", say(Message::MyErased)));
  add(parts, kept());
  if (signature_.comment_hidden) add(parts, with_class(Tag::P, "hint", say(Message::MyCommentHidden)));
  if (!signature_.consents.empty()) add(parts, consents());
  if (stands && !signature_.erased) add(parts, visibility_form());
  if (stands) add(parts, withdraw_form());
  if (!signature_.erased) add(parts, erase_form());
  return element(Tag::Li, {{Attr::Class, "own"}}, std::move(parts));
}

// Deletes all requests. Final, like erasing.
Node erase_requests_form(Locale locale, const MyAccess& access, std::size_t more) {
  Nodes parts;
  if (more > 0) add(parts, element(Tag::P, {}, text_of_count(locale, Message::MyMoreRequests, more)));
  add(parts, with_class(Tag::P, "hint", text_of(locale, Message::MyEraseRequestsHint)));
  add_access(parts, locale, access);
  add(parts, hidden_input("change", to_name(MyChange::EraseRequests)));
  add(parts, button("danger", text_of(locale, Message::MyEraseRequests)));
  return form("change", "/my/change", std::move(parts));
}

Node page_form(Locale locale, const MyAccess& access, std::size_t skipped, Message words) {
  Nodes parts;
  add_access(parts, locale, {access.email, access.token, skipped});
  add(parts, button("secondary", text_of(locale, words)));
  return form("download", "/my/list", std::move(parts));
}

Nodes no_signatures(Locale locale) {
  return {with_class(Tag::P, "notice", text_of(locale, Message::MyNone)),
          element(Tag::P, {},
                  {element(Tag::A, {{Attr::Href, "/?lang=" + std::string(locale_tag(locale))}},
                           text_of(locale, Message::AllCampaigns))})};
}

}  // namespace

std::string_view to_name(MyChange change) {
  return kChanges[static_cast<std::size_t>(change)];
}

Result<MyChange> my_change_from(std::string_view name) {
  for (std::size_t i = 0; i < kChanges.size(); ++i) {
    if (kChanges[i] == name) return static_cast<MyChange>(i);
  }
  return Error{ErrorCode::UnknownChoice, Field::None};
}

Nodes my_start(Locale locale, MyStart start, const std::string& email, const std::vector<Error>& errors) {
  Nodes parts{title(locale)};
  if (start == MyStart::Expired) add(parts, message("notice", text_of(locale, Message::MyExpired)));
  if (start == MyStart::LinkExpired) add(parts, message("notice", text_of(locale, Message::MyLinkExpired)));
  add(parts, with_class(Tag::P, "summary", text_of(locale, Message::MyIntro)));
  add(parts,
      form("sign", "/my/code",
           {error_summary(errors, locale, Tag::H2), email_field(locale, email, errors),
            hidden_input("locale", locale_tag(locale)), button("primary", text_of(locale, Message::MySendCode))}));
  return parts;
}

Nodes my_code(Locale locale, const MyCodeSent& code, const std::vector<Error>& errors) {
  Nodes open{error_summary(errors, locale, Tag::H2), code_field(errors, locale)};
  add_address(open, locale, code.email);
  add(open, hidden_input("ticket", code.ticket));
  add(open, button("primary", text_of(locale, Message::MyOpen)));
  Nodes again{with_class(Tag::P, "hint", text_of(locale, Message::PendingNoMail))};
  add_address(again, locale, code.email);
  add(again, hidden_input("ticket", code.ticket));
  add(again, button("secondary", text_of(locale, Message::ButtonResend)));
  const std::string sent = text_of(locale, Message::MyCodeSent);
  return {title(locale), errors.empty() ? message("notice sent", sent) : with_class(Tag::P, "notice sent", sent),
          form("sign", "/my", std::move(open)), form("again", "/my/code", std::move(again)),
          element(Tag::P, {{Attr::Class, "back"}},
                  {element(Tag::A, {{Attr::Href, "/my?lang=" + std::string(locale_tag(locale))}},
                           text_of(locale, Message::PendingChangeEmail))})};
}

Nodes my_link(Locale locale, const std::string& token) {
  return {title(locale), with_class(Tag::P, "summary", text_of(locale, Message::MyLinkIntro)),
          form("sign", "/my",
               {hidden_input("t", token), hidden_input("locale", locale_tag(locale)),
                button("primary", text_of(locale, Message::MyOpen))})};
}

Nodes my_list(Locale locale, const MyAccess& access, const MyList& list, const MyOutcome& outcome) {
  Nodes parts{title(locale)};
  if (outcome.done == MyDone::RequestsErased)
    add(parts, message("notice done", text_of(locale, done_words(outcome.done))));
  if (list.signatures.empty() && list.requests.empty() && access.skipped == 0) {
    for (Node& part : no_signatures(locale)) add(parts, std::move(part));
    return parts;
  }
  Nodes items;
  const auto add_items = [&](const std::vector<MySignature>& signatures) {
    for (const MySignature& signature : signatures) {
      const MyDone done = !outcome.id.empty() && signature.id == outcome.id ? outcome.done : MyDone::Nothing;
      add(items, SignatureItem(locale, access, signature, items.size() + 1).build(done));
    }
  };
  add_items(list.signatures);
  add_items(list.requests);
  add(parts, with_class(Tag::Ul, "own-list", std::move(items)));
  if (list.requests.size() > 1) add(parts, erase_requests_form(locale, access, list.more_requests));
  if (list.more_signatures > 0) {
    add(parts, page_form(locale, access, access.skipped + list.signatures.size(), Message::MyOlder));
  }
  if (access.skipped > 0) add(parts, page_form(locale, access, 0, Message::MyOpen));
  Nodes download;
  add_access(download, locale, access);
  add(download, button("secondary", text_of(locale, Message::MyDownload)));
  add(parts, form("download", "/my/download", std::move(download)));
  return parts;
}

}  // namespace undersigned::view
