// What forms with a password or a code share, and those that are shown before anybody is signed in: their token is
// bound to a cookie of the visitor (accounts/csrf.h), they are posted by our own pages only, and passwords are hashed
// on a pool of their own.
//
// Safe to call from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/admin/page.h"
#include "server/admin/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"
#include "server/pages/document.h"
#include "shared/text/form_urlencoded.h"

namespace undersigned::admin {

// What the handler found wrong with a form.
struct FormErrors {
  std::vector<Error> errors{};
  std::string text{};  // in place of the first error's words
  std::string username{};
  std::int64_t retry_after_s = 0;
};

// TooManyRequests with its words, for whoever has to wait so long.
FormErrors must_wait(std::int64_t retry_after_ms, Locale locale);

// The visitor to whom the form's token is bound; a new one where the browser brings none of ours.
std::string visitor_of(const AdminServices& services, const http::Request& request);

TextInput username_input(std::string_view value);

// A new password to choose, with the hint that says how.
TextInput new_password_input(Field field, Message label, Locale locale);

// The page with what is wrong, for somebody signed in; visitor_page() for a visitor.
http::Response admin_page(const AdminServices& services, const pages::Document& document,
                          const FormErrors& form_errors);
http::Response visitor_page(const AdminServices& services, const pages::Document& document, const std::string& visitor,
                            const FormErrors& form_errors);

// One form of a visitor: own page, whole, with the token that belongs to the cookie or without.
struct VisitorForm {
  Form form;
  std::string visitor;
  Locale locale = Locale::English;
};
Result<VisitorForm> read_visitor_form(const AdminServices& services, const http::Request& request);
bool has_token(const AdminServices& services, const VisitorForm& read);

// Runs `work` on the pool and sends what it makes; where too many wait, what `busy` makes of it. `after`, if any, runs
// behind the reply, so that it tells nobody anything by the time it takes. For somebody with a link of ours, or signed
// in: `account` is theirs, or 0.
struct HashedReply {
  http::Response response;
  std::function<void()> after{};
};
using ShowErrors = std::function<http::Response(const FormErrors&)>;
void run_on_hash_pool(const AdminServices& services, const http::Reply& reply, std::int64_t account,
                      std::function<HashedReply()> work, const ShowErrors& busy);

// The same for a password that may be wrong: the throttle is asked first, and whoever has to wait takes no place.
// `work` says to the throttle that it was right.
struct PasswordTry {
  std::string username;
  std::string address;       // of the client
  std::int64_t account = 0;  // of who is signed in; 0: nobody
  Locale locale = Locale::English;
};
void run_throttled_on_hash_pool(const AdminServices& services, const http::Reply& reply, const PasswordTry& attempt,
                                std::function<HashedReply()> work, const ShowErrors& refuse);

// 303 to admin mode with a fresh session, never one that the browser brought along.
http::Response begin_session(const AdminServices& services, std::int64_t user_id, Locale locale);

}  // namespace undersigned::admin
