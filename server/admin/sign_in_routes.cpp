#include "server/admin/sign_in_routes.h"

#include <utility>

#include "server/accounts/accounts.h"
#include "server/accounts/recovery_code.h"
#include "server/admin/audit.h"
#include "server/admin/cookies.h"
#include "server/admin/forms.h"
#include "server/api/problems.h"
#include "server/http/route_with.h"
#include "server/pages/error_page.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Tag;

Response login_page(const AdminServices& services, Locale locale, const std::string& visitor,
                    const FormErrors& form_errors) {
  const std::string heading = text_of(locale, Message::AdminSignInHeading);
  pages::Document document = admin_document(locale, heading, std::nullopt);
  AdminForm form;
  form.action = "/admin/login";
  form.button = Message::AdminSignInButton;
  form.inputs = {username_input(form_errors.username),
                 {Field::Password, Message::AdminPassword, "password", "current-password", {}, {}}};
  form.hidden = {{"csrf", services.csrf.visitor_token(visitor)}};
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  document.content = {view::element(Tag::H1, {}, heading), write_form(form, locale)};
  return visitor_page(services, document, visitor, form_errors);
}

// `pending` is the text that accounts::SecondFactorTokens made.
Response code_page(const AdminServices& services, Locale locale, const std::string& visitor, const std::string& pending,
                   const FormErrors& form_errors) {
  const std::string heading = text_of(locale, Message::AdminSecondStepHeading);
  pages::Document document = admin_document(locale, heading, std::nullopt);
  AdminForm form;
  form.action = "/admin/login/code";
  form.button = Message::AdminSignInButton;
  form.inputs = {{Field::Code, Message::AdminCodeOrRecovery, "text", "one-time-code", {}, {}}};
  form.hidden = {{"csrf", services.csrf.visitor_token(visitor)}, {"half", pending}};
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  document.content = {
      view::element(Tag::H1, {}, heading), view::element(Tag::P, {}, text_of(locale, Message::AdminSecondStepIntro)),
      write_form(form, locale),
      view::element(Tag::P, {},
                    {view::text(text_of(locale, Message::AdminSecondStepElse) + " "),
                     view::element(Tag::A, {{Attr::Href, "/admin/login"}}, text_of(locale, Message::AdminTryAgain))})};
  return visitor_page(services, document, visitor, form_errors);
}

// Notes a refused sign-in after the reply, so that the duration does not tell whether there is such an account (timing
// side channel).
std::function<void()> note_refusal_after_reply(const AdminServices& services, std::string account) {
  return [&services, account = std::move(account)] { note_refusal(services, account); };
}

bool is_refusal(const Error& error) {
  return error.code == ErrorCode::BadCredentials || error.code == ErrorCode::WrongCode;
}

Response signed_in_response(const AdminServices& services, const store::User& user, Locale locale) {
  return noted(services, user.username, AuditAction::SignIn, {},
               [&] { return begin_session(services, user.id, locale); });
}

// A recovery code is used up together with its entry in the audit log.
accounts::CodeOutcome take_code(const AdminServices& services, const accounts::PendingSecondFactor& pending,
                                const accounts::CodeAttempt& attempt, std::int64_t now_ms) {
  const auto take = [&] {
    return accounts::take_code(services.common.store, services.two_step, services.second_steps, services.throttle,
                               pending, attempt, now_ms);
  };
  if (!accounts::is_recovery_code(attempt.code)) return take();
  const auto user = services.common.store.user_by_id(pending.user_id);
  const std::string name = user.ok() && user->has_value() ? (*user)->username : pending.username;
  return noted(services, name, AuditAction::RecoveryCodeUsed, {}, take);
}

struct Login {
  std::string username;
  std::string password;
  std::string address;
  std::string visitor;
  Locale locale = Locale::English;
};

HashedReply log_in(const AdminServices& services, const Login& login) {
  const std::int64_t now_ms = services.common.utc_now_ms();
  const accounts::LoginOutcome outcome = accounts::log_in(services.common.store, services.hasher, services.throttle,
                                                          {login.username, login.password, login.address}, now_ms);
  const auto again = [&](FormErrors form_errors) {
    form_errors.username = login.username;
    return login_page(services, login.locale, login.visitor, form_errors);
  };
  const bool wants_code = outcome.user.ok() && !outcome.user->two_step_key.empty();
  if (outcome.user.ok() && !wants_code) return {signed_in_response(services, *outcome.user, login.locale)};
  if (!wants_code && !is_refusal(outcome.user.error())) return {again({.errors = {outcome.user.error()}})};

  std::function<void()> after;
  if (!wants_code) after = note_refusal_after_reply(services, outcome.account);
  const Result<bool> codes_in_use = services.common.store.two_step_in_use();
  if (!codes_in_use) return {again({.errors = {codes_in_use.error()}})};
  if (!*codes_in_use) return {again({.errors = {{ErrorCode::BadCredentials}}}), after};
  const std::optional<store::User> user = outcome.user.ok() ? std::optional(*outcome.user) : std::nullopt;
  const std::string pending = services.second_steps.begin(user, login.username, login.password, now_ms);
  return {code_page(services, login.locale, login.visitor, pending, {}), after};
}

void get_login(const AdminServices& services, const Request& request, const Reply& reply) {
  if (signed_in(services, request, Admits::WithoutTwoStep).ok()) return reply(redirect("/admin"));
  reply(login_page(services, api::locale_of(request), visitor_of(services, request), {}));
}

void post_login(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<VisitorForm> read = read_visitor_form(services, request);
  if (!read) return reply(pages::error_page(read.error(), api::locale_of(request), services.common.assets));
  Login login{field_value(read->form, "username"), field_value(read->form, "password"),
              services.common.client_addresses.of(request), read->visitor, read->locale};
  const auto again = [&services, visitor = login.visitor, locale = login.locale,
                      username = login.username](const FormErrors& form_errors) {
    FormErrors named = form_errors;
    named.username = username;
    return login_page(services, locale, visitor, named);
  };
  if (!has_token(services, *read)) return reply(again({.errors = {{ErrorCode::BadToken, Field::None}}}));
  std::vector<Error> missing;
  if (login.username.empty()) missing.push_back({ErrorCode::Required, Field::Username});
  if (login.password.empty()) missing.push_back({ErrorCode::Required, Field::Password});
  if (!missing.empty()) return reply(again({.errors = std::move(missing)}));
  const PasswordTry attempt{.username = login.username, .address = login.address, .locale = login.locale};
  run_throttled_on_hash_pool(
      services, reply, attempt, [&services, login = std::move(login)] { return log_in(services, login); }, again);
}

void post_code(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<VisitorForm> read = read_visitor_form(services, request);
  if (!read) return reply(pages::error_page(read.error(), api::locale_of(request), services.common.assets));
  const std::string sealed = field_value(read->form, "half");
  const std::int64_t now_ms = services.common.utc_now_ms();
  const auto pending = services.second_steps.open(sealed, now_ms);
  if (!pending || !has_token(services, *read)) {
    return reply(login_page(services, read->locale, read->visitor, {.errors = {{ErrorCode::BadToken, Field::None}}}));
  }
  const std::string code = field_value(read->form, "code");
  const std::string address = services.common.client_addresses.of(request);
  const accounts::CodeOutcome outcome = take_code(services, *pending, {code, address}, now_ms);
  if (outcome.user.ok()) return reply(signed_in_response(services, *outcome.user, read->locale));
  FormErrors form_errors{.errors = {outcome.user.error()}};
  if (form_errors.errors.front().code == ErrorCode::TooManyRequests) {
    form_errors = must_wait(outcome.retry_after_ms, read->locale);
  }
  const bool refused = is_refusal(form_errors.errors.front());
  if (refused) form_errors.text = text_of(read->locale, Message::AdminWrongCode);
  reply(code_page(services, read->locale, read->visitor, sealed, form_errors));
  if (refused && !outcome.account.empty()) note_refusal(services, outcome.account);
}

void post_logout(const AdminServices& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const Result<Form> form = read_own_form(services, request);
  if (!form) return reply(pages::error_page(form.error(), locale, services.common.assets));
  const Result<accounts::SignedIn> who = signed_in(services, request, Admits::WithoutTwoStep);
  if (who.ok()) {
    if (!services.csrf.session_token_matches(who->session, field_value(*form, "csrf"))) {
      return reply(pages::error_page({ErrorCode::BadToken}, locale, services.common.assets));
    }
    const Status ended =
        noted(services, who->username, AuditAction::SignOut, {}, [&] { return services.sessions.end(who->session); });
    if (!ended) return reply(pages::error_page(ended.error(), locale, services.common.assets));
  }
  Response response = redirect("/admin/login");
  clear_session_cookie(services, response);
  // Not "storage", which may hold a signature that somebody asked this browser to keep until it can be sent. Not
  // "cookies", which would delete those of the whole domain.
  response.headers.push_back({"Clear-Site-Data", "\"cache\""});
  reply(std::move(response));
}

}  // namespace

void add_sign_in_routes(http::Server& server, const AdminServices& services) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/admin/login", get_login);
  route(Method::Post, "/admin/login", post_login);
  route(Method::Post, "/admin/login/code", post_code);
  route(Method::Post, "/admin/logout", post_logout);
}

}  // namespace undersigned::admin
