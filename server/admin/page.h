// What the pages of admin mode share: their frame of a document, their headers, their forms, who is asking.
//
// Safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/admin/services.h"
#include "server/http/message.h"
#include "server/pages/document.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/text/form_urlencoded.h"
#include "shared/view/node.h"

namespace undersigned::admin {

// Who holds the request's session cookie: NotSignedIn, or the store's errors.
Result<auth::SignedIn> signed_in(const AdminServices& services, const http::Request& request);

// A document under the masthead of admin mode, with a button to sign out where somebody is signed in.
pages::Document admin_document(Locale locale, const std::string& title, const std::optional<auth::SignedIn>& who);

// Private, never stored; framed only by this server and the sites configured.
http::Response admin_response(const AdminServices& services, int status, const pages::Document& document);

http::Response redirect(std::string location);

// What a form of admin mode says, once it is known to come from our own page: OriginNotAllowed, UnsupportedMedia,
// BadBody.
Result<Form> read_own_form(const AdminServices& services, const http::Request& request);
std::string field_value(const Form& form, std::string_view name);

// An error of one field stands beside it; `hint` may be empty.
struct TextInput {
  Field field;
  Message label;
  std::string type;
  std::string autocomplete;
  std::string value;
  std::string hint;
};

struct AdminForm {
  std::string action;
  Message button;
  std::vector<TextInput> inputs;
  std::vector<std::pair<std::string, std::string>> hidden;
  std::vector<Error> errors;
  std::string error_text;  // in place of the first error's own words, if not empty
};
view::Node write_form(const AdminForm& form, Locale locale);

}  // namespace undersigned::admin
