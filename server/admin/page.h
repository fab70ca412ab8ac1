// Shared parts of the pages of admin mode: layout, headers, forms, and who is signed in.
//
// Safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/accounts/rights.h"
#include "server/admin/services.h"
#include "server/api/forms.h"
#include "server/http/message.h"
#include "server/pages/document.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/text/form_urlencoded.h"
#include "shared/view/node.h"

namespace undersigned::admin {

// Whom a route admits if every account needs two-step sign-in: only users who have it, or also those who still have to
// set it up.
enum class Admits : std::uint8_t { WithTwoStep, WithoutTwoStep };

// The user of the request's session cookie: NotSignedIn, TwoStepNeeded, or the store's errors.
Result<accounts::SignedIn> signed_in(const AdminServices& services, const http::Request& request,
                                     Admits admits = Admits::WithTwoStep);

// The same for a user with this right; otherwise Forbidden.
Result<accounts::SignedIn> signed_in_with(const AdminServices& services, const http::Request& request,
                                          accounts::Right right);

// A form that a signed-in user has posted from our own page, with the session's token: BadToken, and the errors of
// signed_in() and read_own_form().
struct SessionForm {
  accounts::SignedIn who;
  Form form;
  Locale locale = Locale::English;
};
Result<SessionForm> read_session_form(const AdminServices& services, const http::Request& request,
                                      Admits admits = Admits::WithTwoStep);

// The error page of a request. Somebody who is not signed in is redirected to sign-in, and somebody who lacks two-step
// sign-in to its set-up.
http::Response refusal(const AdminServices& services, const http::Request& request, Error error);

// A document with the masthead of admin mode: links to the pages that the user may see, and a button to sign out.
pages::Document admin_document(Locale locale, const std::string& title, const std::optional<accounts::SignedIn>& who);

// Private and never stored. Only this server and the configured sites may frame it.
http::Response admin_response(const AdminServices& services, int status, const pages::Document& document);

http::Response redirect(std::string location);

// The fields of a form of admin mode, which must come from our own page: OriginNotAllowed, UnsupportedMedia, BadBody.
Result<Form> read_own_form(const AdminServices& services, const http::Request& request);
using api::field_value;

// An error of the field is shown beside it. `hint` may be empty.
struct TextInput {
  Field field;
  Message label;
  std::string type;
  std::string autocomplete;
  std::string value;
  std::string hint;
  std::string inputmode{};  // "numeric"
};

struct AdminForm {
  std::string action;
  Message button;
  std::vector<TextInput> inputs;
  view::Nodes more{};      // after the inputs
  std::string username{};  // the account the password belongs to, for password managers; empty: none
  std::vector<std::pair<std::string, std::string>> hidden;
  std::vector<Error> errors;
  std::string error_text;  // if not empty, instead of the first error's own words
};
view::Node write_form(const AdminForm& form, Locale locale);

// A form with a single button, labelled `words`. `about` tells screen readers what it refers to, if that is not
// visible.
view::Node button_form(std::string action, const std::string& words, const std::string& about,
                       const std::vector<std::pair<std::string, std::string>>& hidden);

view::Node hidden_input(std::string_view name, std::string_view value);

// "2018-08-21 12:00:00", in UTC, for logs.
view::Node time_element(std::int64_t time_ms);

// "August 21, 2018 12:00 UTC", for readers: as text, and as an element.
std::string moment_text(Locale locale, std::int64_t time_ms);
view::Node moment_element(Locale locale, std::int64_t time_ms);

}  // namespace undersigned::admin
