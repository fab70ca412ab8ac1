// Shared parts of forms with a password or code, and of forms for visitors. The token of a visitor's form is bound to a
// cookie (accounts/csrf.h), and only our own pages may post it. Passwords are hashed on a separate pool.
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

// The errors that the handler found, for the page to show.
struct FormErrors {
  std::vector<Error> errors{};
  std::string text{};  // instead of the first error's own words
  std::string username{};
  std::int64_t retry_after_s = 0;
};

// TooManyRequests, with the time to wait in words.
FormErrors must_wait(std::int64_t retry_after_ms, Locale locale);

// The visitor that the form's token is bound to; a new one if the browser sent no cookie of ours.
std::string visitor_of(const AdminServices& services, const http::Request& request);

TextInput username_input(std::string_view value);

// A field for choosing a new password, with a hint about the rules.
TextInput new_password_input(Field field, Message label, Locale locale);

// The page with its errors: admin_page() for a signed-in user, visitor_page() for a visitor.
http::Response admin_page(const AdminServices& services, const pages::Document& document,
                          const FormErrors& form_errors);
http::Response visitor_page(const AdminServices& services, const pages::Document& document, const std::string& visitor,
                            const FormErrors& form_errors);

// A complete form of a visitor, posted from our own page. The token is not checked yet.
struct VisitorForm {
  Form form;
  std::string visitor;
  Locale locale = Locale::English;
};
Result<VisitorForm> read_visitor_form(const AdminServices& services, const http::Request& request);
bool has_token(const AdminServices& services, const VisitorForm& read);

// Runs `work` on the hash pool and sends the response that it returns; if the pool is full, the response of `busy`.
// `after`, if set, runs after the reply is sent, so that its duration reveals nothing. For signed-in users, or holders
// of a link of ours: `account` is theirs, or 0.
struct HashedReply {
  http::Response response;
  std::function<void()> after{};
};
using ShowErrors = std::function<http::Response(const FormErrors&)>;
void run_on_hash_pool(const AdminServices& services, const http::Reply& reply, std::int64_t account,
                      std::function<HashedReply()> work, const ShowErrors& busy);

// The same for a password that may be wrong. Asks the throttle first: a refused attempt takes no place in the pool.
// `work` has to tell the throttle if the password was right.
struct PasswordTry {
  std::string username;
  std::string address;       // of the client
  std::int64_t account = 0;  // of the signed-in user; 0: none
  Locale locale = Locale::English;
};
void run_throttled_on_hash_pool(const AdminServices& services, const http::Reply& reply, const PasswordTry& attempt,
                                std::function<HashedReply()> work, const ShowErrors& refuse);

// 303 to admin mode with a fresh session, never one that the browser sent (session fixation).
http::Response begin_session(const AdminServices& services, std::int64_t user_id, Locale locale);

}  // namespace undersigned::admin
