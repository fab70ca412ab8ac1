#include "server/admin/sign_in_routes.h"

#include <algorithm>
#include <utility>

#include "server/admin/cookies.h"
#include "server/admin/page.h"
#include "server/api/problems.h"
#include "server/auth/accounts.h"
#include "server/auth/random.h"
#include "server/auth/setup_link.h"
#include "server/auth/token.h"
#include "server/ops/log.h"
#include "server/pages/error_page.h"
#include "shared/limits.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using http::Response;

// The visitor to whom the form's CSRF token is bound; a new one where the browser brings none of ours.
std::string visitor_of(const AdminServices& services, const Request& request) {
  const std::string_view cookie = visitor_cookie(services, request);
  return auth::hash_token(cookie) ? std::string(cookie) : auth::random_token();
}

TextInput username_input(std::string value) {
  return {Field::Username, Message::AdminUsername, "text", "username", std::move(value), {}};
}

// A form's page, with what the handler found wrong.
struct Trouble {
  std::vector<Error> errors{};
  std::string text{};  // in place of the first error's words
  std::string username{};
  std::int64_t retry_after_s = 0;
};

int status_with(const Trouble& trouble) {
  if (trouble.errors.empty()) return 200;
  const int status = api::status_of(trouble.errors.front().code);
  return status == 401 ? 422 : status;  // 401 would have to name a scheme; this is a form
}

Response form_response(const AdminServices& services, const pages::Document& document, const std::string& visitor,
                       const Trouble& trouble) {
  Response response = admin_response(services, status_with(trouble), document);
  set_visitor_cookie(services, response, visitor);
  if (trouble.retry_after_s > 0) response.headers.push_back({"Retry-After", std::to_string(trouble.retry_after_s)});
  return response;
}

Response login_page(const AdminServices& services, Locale locale, const std::string& visitor, const Trouble& trouble) {
  const std::string heading = text_of(locale, Message::AdminSignInHeading);
  pages::Document document = admin_document(locale, heading, std::nullopt);
  AdminForm form;
  form.action = "/admin/login";
  form.button = Message::AdminSignInButton;
  form.inputs = {username_input(trouble.username),
                 {Field::Password, Message::AdminPassword, "password", "current-password", {}, {}}};
  form.hidden = {{"csrf", services.csrf.visitor_token(visitor)}};
  form.errors = trouble.errors;
  form.error_text = trouble.text;
  document.content = {view::element(view::Tag::H1, {}, heading), write_form(form, locale)};
  return form_response(services, document, visitor, trouble);
}

Response setup_page(const AdminServices& services, Locale locale, const std::string& visitor, const std::string& token,
                    const Trouble& trouble) {
  const std::string heading = text_of(locale, Message::AdminSetupHeading);
  pages::Document document = admin_document(locale, heading, std::nullopt);
  AdminForm form;
  form.action = "/admin/setup";
  form.button = Message::AdminSetupButton;
  const std::string hint =
      text_of(locale, Message::AdminPasswordHint, {{"min", number(locale, limits::kPasswordCharsMin)}});
  form.inputs = {username_input(trouble.username),
                 {Field::Password, Message::AdminPassword, "password", "new-password", {}, hint}};
  form.hidden = {{"csrf", services.csrf.visitor_token(visitor)}, {"token", token}};
  form.errors = trouble.errors;
  form.error_text = trouble.text;
  document.content = {view::element(view::Tag::H1, {}, heading),
                      view::element(view::Tag::P, {}, text_of(locale, Message::AdminSetupIntro)),
                      write_form(form, locale)};
  return form_response(services, document, visitor, trouble);
}

Response setup_expired(const AdminServices& services, Locale locale) {
  const std::string heading = text_of(locale, Message::AdminSetupHeading);
  pages::Document document = admin_document(locale, heading, std::nullopt);
  document.content = {
      view::element(view::Tag::H1, {}, heading),
      view::element(view::Tag::P, {{view::Attr::Class, "notice"}}, text_of(locale, Message::AdminSetupExpired))};
  return admin_response(services, 410, document);
}

// A fresh session, never one that the browser brought along.
Response begin_session(const AdminServices& services, std::int64_t user_id, Locale locale) {
  const Result<auth::StartedSession> session = services.sessions.start(user_id, services.common.utc_now_ms());
  if (!session) return pages::error_page(session.error(), locale, services.common.assets);
  Response response = redirect("/admin");
  set_session_cookie(services, response, session->token);
  return response;
}

Trouble trouble_of(const auth::LoginOutcome& outcome, std::string username, Locale locale) {
  Trouble trouble{.errors = {outcome.user.error()}, .username = std::move(username)};
  if (outcome.user.error().code == ErrorCode::TooManyRequests) {
    trouble.retry_after_s = std::max<std::int64_t>(1, (outcome.retry_after_ms + 999) / 1000);
    trouble.text = text_of(locale, Message::ErrorTooManyRequests,
                           {{"seconds", number(locale, static_cast<std::uint64_t>(trouble.retry_after_s))}});
  }
  return trouble;
}

// One form of a visitor: own page, whole, with the token that belongs to the cookie.
struct VisitorForm {
  Form form;
  std::string visitor;
  Locale locale = Locale::English;
};

Result<VisitorForm> read_visitor_form(const AdminServices& services, const Request& request) {
  Result<Form> form = read_own_form(services, request);
  if (!form) return form.error();
  VisitorForm read{std::move(form).value(), visitor_of(services, request), api::locale_of(request)};
  return read;
}

bool has_token(const AdminServices& services, const VisitorForm& read) {
  return services.csrf.visitor_token_matches(read.visitor, field_value(read.form, "csrf"));
}

// Runs `work` on the pool; where too many wait, answers with what `busy` makes of it.
void hash_later(const AdminServices& services, const Reply& reply, std::function<Response()> work,
                const std::function<Response(const Trouble&)>& busy) {
  const bool taken = services.hash_pool.submit([reply, work = std::move(work)] { reply(work()); });
  if (!taken) reply(busy({.errors = {{ErrorCode::Busy, Field::None}}, .retry_after_s = api::kRetryAfterS}));
}

void get_login(const AdminServices& services, const Request& request, const Reply& reply) {
  if (signed_in(services, request).ok()) return reply(redirect("/admin"));
  reply(login_page(services, api::locale_of(request), visitor_of(services, request), {}));
}

void post_login(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<VisitorForm> read = read_visitor_form(services, request);
  if (!read) return reply(pages::error_page(read.error(), api::locale_of(request), services.common.assets));
  const auto again = [&services, visitor = read->visitor, locale = read->locale](const Trouble& trouble) {
    return login_page(services, locale, visitor, trouble);
  };
  const std::string username = field_value(read->form, "username");
  if (!has_token(services, *read)) {
    return reply(again({.errors = {{ErrorCode::BadToken, Field::None}}, .username = username}));
  }
  std::vector<Error> missing;
  std::string password = field_value(read->form, "password");
  if (username.empty()) missing.push_back({ErrorCode::Required, Field::Username});
  if (password.empty()) missing.push_back({ErrorCode::Required, Field::Password});
  if (!missing.empty()) return reply(again({.errors = std::move(missing), .username = username}));

  hash_later(
      services, reply,
      [&services, again, username, password = std::move(password), locale = read->locale,
       address = services.common.client_addresses.of(request)] {
        const auth::LoginOutcome outcome = auth::log_in(services.common.store, services.hasher, services.throttle,
                                                        {username, password, address}, services.common.utc_now_ms());
        if (!outcome.user.ok()) return again(trouble_of(outcome, username, locale));
        return begin_session(services, outcome.user->id, locale);
      },
      again);
}

void post_logout(const AdminServices& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const Result<Form> form = read_own_form(services, request);
  if (!form) return reply(pages::error_page(form.error(), locale, services.common.assets));
  const Result<auth::SignedIn> who = signed_in(services, request);
  if (who.ok()) {
    if (!services.csrf.session_token_matches(who->session, field_value(*form, "csrf"))) {
      return reply(pages::error_page({ErrorCode::BadToken}, locale, services.common.assets));
    }
    if (const Status ended = services.sessions.end(who->session); !ended) {
      return reply(pages::error_page(ended.error(), locale, services.common.assets));
    }
  }
  Response response = redirect("/admin/login");
  clear_session_cookie(services, response);
  reply(std::move(response));
}

void get_setup(const AdminServices& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const std::string token(request.query("token"));
  const Result<bool> valid = auth::setup_token_valid(services.common.store, token, services.common.utc_now_ms());
  if (!valid) return reply(pages::error_page(valid.error(), locale, services.common.assets));
  if (!*valid) return reply(setup_expired(services, locale));
  reply(setup_page(services, locale, visitor_of(services, request), token, {}));
}

Response make_owner(const AdminServices& services, Locale locale, const std::string& visitor, const Form& form) {
  const std::string token = field_value(form, "token");
  const std::string username = field_value(form, "username");
  const std::int64_t now_ms = services.common.utc_now_ms();
  const Status made =
      auth::make_owner(services.common.store, services.hasher, token, username, field_value(form, "password"), now_ms);
  if (!made) {
    if (made.error().code == ErrorCode::BadToken) return setup_expired(services, locale);
    return setup_page(services, locale, visitor, token, {.errors = {made.error()}, .username = username});
  }
  ops::log_info("owner_made");
  const auto user = services.common.store.user_by_name(username);
  if (!user.ok() || !user->has_value()) return redirect("/admin/login");
  return begin_session(services, (*user)->id, locale);
}

void post_setup(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<VisitorForm> read = read_visitor_form(services, request);
  if (!read) return reply(pages::error_page(read.error(), api::locale_of(request), services.common.assets));
  const auto again = [&services, visitor = read->visitor, locale = read->locale,
                      token = field_value(read->form, "token"),
                      username = field_value(read->form, "username")](const Trouble& trouble) {
    Trouble with_name = trouble;
    with_name.username = username;
    return setup_page(services, locale, visitor, token, with_name);
  };
  if (!has_token(services, *read)) return reply(again({.errors = {{ErrorCode::BadToken, Field::None}}}));
  hash_later(
      services, reply, [&services, read = *read] { return make_owner(services, read.locale, read.visitor, read.form); },
      again);
}

}  // namespace

void add_sign_in_routes(http::Server& server, const AdminServices& services) {
  using http::Method;
  const auto route = [&](Method method, std::string_view path, auto handler) {
    server.route(method, path, [&services, handler](const Request& request, const Reply& reply) {
      handler(services, request, reply);
    });
  };
  route(Method::Get, "/admin/login", get_login);
  route(Method::Post, "/admin/login", post_login);
  route(Method::Post, "/admin/logout", post_logout);
  route(Method::Get, "/admin/setup", get_setup);
  route(Method::Post, "/admin/setup", post_setup);
}

}  // namespace undersigned::admin
