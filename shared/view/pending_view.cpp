#include "shared/view/pending_view.h"

#include "shared/view/build.h"
#include "shared/view/code_field_view.h"
#include "shared/view/errors_view.h"

namespace undersigned::view {
namespace {

std::string action(const PetitionPage& page, std::string_view step) {
  return safe_url(page.base_url + "/p/" + page.campaign.slug + std::string(step));
}

void add_signer(Nodes& parts, const PetitionPage& page, const PendingState& state) {
  if (state.request.empty()) {
    for (const char* name : {"idempotency_key", "name", "organization", "email", "page"})
      add(parts, hidden_input(name, ""));
  } else {
    add(parts, hidden_input("request", state.request));
  }
  add(parts, hidden_input("locale", locale_tag(page.locale)));
}

Node confirm_form(const PetitionPage& page, const PendingState& state) {
  Nodes parts{error_summary(state.errors, page.locale, heading_tag(page.heading, 2)),
              code_field(state.errors, page.locale)};
  add_signer(parts, page, state);
  add(parts, element(Tag::Button, {{Attr::Class, "primary"}, {Attr::Type, "submit"}, {Attr::Part, "button"}},
                     text_of(page.locale, Message::ButtonConfirm)));
  return element(Tag::Form,
                 {{Attr::Class, "confirm"},
                  {Attr::Method, "post"},
                  {Attr::Action, action(page, "/confirm")},
                  {Attr::Novalidate, ""},
                  {Attr::DataAction, "confirm"}},
                 std::move(parts));
}

Node again_form(const PetitionPage& page, const PendingState& state) {
  Nodes parts{with_class(Tag::P, "hint", text_of(page.locale, Message::PendingNoMail))};
  add_signer(parts, page, state);
  add(parts, element(Tag::Button, {{Attr::Class, "secondary"}, {Attr::Type, "submit"}},
                     text_of(page.locale, Message::ButtonResend)));
  std::vector<Attribute> status{{Attr::Class, "status"}, {Attr::DataPart, "status"}, {Attr::Role, "status"}};
  if (state.again == Again::Asked) {
    status.emplace_back(Attr::Tabindex, "-1");
    status.emplace_back(Attr::Autofocus, "");
    add(parts, element(Tag::P, std::move(status), text_of(page.locale, Message::PendingResent)));
  } else {
    add(parts, element(Tag::P, std::move(status)));
  }
  return element(Tag::Form,
                 {{Attr::Class, "again"},
                  {Attr::Method, "post"},
                  {Attr::Action, action(page, "/again")},
                  {Attr::Novalidate, ""},
                  {Attr::DataAction, "again"}},
                 std::move(parts));
}

}  // namespace

Node pending(const PetitionPage& page, const PendingState& state) {
  return element(
      Tag::Section, {{Attr::Class, "pending"}, {Attr::DataPart, "pending"}},
      {element(heading_tag(page.heading, 1), {{Attr::Class, "pending-heading"}, {Attr::Tabindex, "-1"}},
               text_of(page.locale, Message::PendingHeading)),
       with_class(Tag::P, "pending-text", text_of(page.locale, Message::PendingText)), confirm_form(page, state),
       again_form(page, state),
       element(Tag::P, {{Attr::Class, "back"}},
               {element(Tag::A,
                        {{Attr::DataAction, "back"},
                         {Attr::Href, action(page, "?lang=" + std::string(locale_tag(page.locale)) + "#sign")}},
                        text_of(page.locale, Message::PendingChangeEmail))})});
}

Node resent(Locale locale) {
  return element(Tag::P, {}, text_of(locale, Message::PendingResent));
}

}  // namespace undersigned::view
