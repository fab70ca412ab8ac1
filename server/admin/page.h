// What the pages of admin mode share: their frame of a document, their headers, their forms, who is asking.
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

// Where every account needs two-step sign-in, whom a route admits: those who have it, or also those who are to set it
// up.
enum class Admits : std::uint8_t { WithTwoStep, WithoutTwoStep };

// Who holds the request's session cookie: NotSignedIn, TwoStepNeeded, or the store's errors.
Result<accounts::SignedIn> signed_in(const AdminServices& services, const http::Request& request,
                                     Admits admits = Admits::WithTwoStep);

// The same for somebody with the right; Forbidden otherwise.
Result<accounts::SignedIn> signed_in_with(const AdminServices& services, const http::Request& request,
                                          accounts::Right right);

// What somebody signed in has posted from our own page, with the session's token: BadToken, and the errors of
// signed_in() and read_own_form().
struct SessionForm {
  accounts::SignedIn who;
  Form form;
  Locale locale = Locale::English;
};
Result<SessionForm> read_session_form(const AdminServices& services, const http::Request& request,
                                      Admits admits = Admits::WithTwoStep);

// The page for a request that cannot be served; whoever is not signed in is sent to sign in, and whoever needs two-step
// sign-in to set it up.
http::Response refusal(const AdminServices& services, const http::Request& request, Error error);

// A document under the masthead of admin mode, with the pages that somebody signed in may see and a button to sign out.
pages::Document admin_document(Locale locale, const std::string& title, const std::optional<accounts::SignedIn>& who);

// Private, never stored; framed only by this server and the sites configured.
http::Response admin_response(const AdminServices& services, int status, const pages::Document& document);

http::Response redirect(std::string location);

// What a form of admin mode says, once it is known to come from our own page: OriginNotAllowed, UnsupportedMedia,
// BadBody.
Result<Form> read_own_form(const AdminServices& services, const http::Request& request);
using api::field_value;

// An error of one field stands beside it; `hint` may be empty.
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
  view::Nodes more{};      // behind the inputs
  std::string username{};  // whose password it is, for the browser to keep the two together; empty: none
  std::vector<std::pair<std::string, std::string>> hidden;
  std::vector<Error> errors;
  std::string error_text;  // in place of the first error's own words, if not empty
};
view::Node write_form(const AdminForm& form, Locale locale);

// A form of one button, which says `words`; `about` says to screen readers what it is about, where that does not show.
view::Node button_form(std::string action, const std::string& words, const std::string& about,
                       const std::vector<std::pair<std::string, std::string>>& hidden);

view::Node hidden_input(std::string_view name, std::string_view value);

// "2018-08-21 12:00:00", in UTC, for a log.
view::Node time_element(std::int64_t time_ms);

// "August 21, 2018 12:00 UTC", for a reader; as text alone, and as an element.
std::string moment_text(Locale locale, std::int64_t time_ms);
view::Node moment_element(Locale locale, std::int64_t time_ms);

}  // namespace undersigned::admin
