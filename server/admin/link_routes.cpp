#include "server/admin/link_routes.h"

#include <utility>

#include "server/accounts/password_link.h"
#include "server/accounts/setup_link.h"
#include "server/admin/audit.h"
#include "server/admin/forms.h"
#include "server/api/problems.h"
#include "server/base/log.h"
#include "server/http/route_with.h"
#include "server/limits.h"
#include "server/pages/error_page.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Tag;

Response setup_page(const AdminServices& services, Locale locale, const std::string& visitor, const std::string& token,
                    const FormErrors& form_errors) {
  const std::string heading = text_of(locale, Message::AdminSetupHeading);
  pages::Document document = admin_document(locale, heading, std::nullopt);
  AdminForm form;
  form.action = "/admin/setup";
  form.button = Message::AdminSetupButton;
  form.inputs = {username_input(form_errors.username),
                 new_password_input(Field::Password, Message::AdminPassword, locale)};
  // If the form's own token is missing, the link's token has not been checked.
  form.hidden = {{"csrf", services.csrf.visitor_token(visitor)},
                 {"token", token.substr(0, limits::kLinkTokenBytesMax)}};
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  document.content = {view::element(Tag::H1, {}, heading),
                      view::element(Tag::P, {}, text_of(locale, Message::AdminSetupIntro)), write_form(form, locale)};
  return visitor_page(services, document, visitor, form_errors);
}

Response join_page(const AdminServices& services, Locale locale, const std::string& visitor, const std::string& token,
                   const std::string& username, const FormErrors& form_errors) {
  const std::string heading = text_of(locale, Message::AdminJoinHeading);
  pages::Document document = admin_document(locale, heading, std::nullopt);
  AdminForm form;
  form.action = "/admin/join";
  form.button = Message::AdminJoinHeading;
  form.inputs = {new_password_input(Field::Password, Message::AdminPassword, locale)};
  // For the browser's password manager, which saves name and password together.
  form.username = username;
  form.hidden = {{"csrf", services.csrf.visitor_token(visitor)}, {"token", token}};
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  document.content = {view::element(Tag::H1, {}, heading),
                      view::element(Tag::P, {}, text_of(locale, Message::AdminJoinIntro, {{"name", username}})),
                      write_form(form, locale)};
  return visitor_page(services, document, visitor, form_errors);
}

Response link_expired(const AdminServices& services, Locale locale, Message heading_words, Message words) {
  const std::string heading = text_of(locale, heading_words);
  pages::Document document = admin_document(locale, heading, std::nullopt);
  document.content = {view::element(Tag::H1, {}, heading),
                      view::element(Tag::P, {{Attr::Class, "notice"}}, text_of(locale, words))};
  return admin_response(services, 410, document);
}

Response setup_expired(const AdminServices& services, Locale locale) {
  return link_expired(services, locale, Message::AdminSetupHeading, Message::AdminSetupExpired);
}

Response join_expired(const AdminServices& services, Locale locale) {
  return link_expired(services, locale, Message::AdminJoinHeading, Message::AdminLinkExpired);
}

void get_setup(const AdminServices& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const std::string token(request.query("token"));
  const Result<bool> valid = accounts::setup_token_valid(services.common.store, token, services.common.utc_now_ms());
  if (!valid) return reply(pages::error_page(valid.error(), locale, services.common.assets));
  if (!*valid) return reply(setup_expired(services, locale));
  reply(setup_page(services, locale, visitor_of(services, request), token, {}));
}

Response make_owner(const AdminServices& services, const VisitorForm& read) {
  const std::string token = field_value(read.form, "token");
  const std::string username = field_value(read.form, "username");
  const Status made = noted(services, username, AuditAction::UserAdded, username, [&] {
    return accounts::make_owner(services.common.store, services.hasher, token, username,
                                field_value(read.form, "password"), services.common.utc_now_ms());
  });
  if (!made) {
    if (made.error().code == ErrorCode::BadToken) return setup_expired(services, read.locale);
    return setup_page(services, read.locale, read.visitor, token, {.errors = {made.error()}, .username = username});
  }
  base::log_info("owner_made");
  const auto user = services.common.store.user_by_name(username);
  if (!user.ok() || !user->has_value()) return redirect("/admin/login");
  return begin_session(services, (*user)->id, read.locale);
}

void post_setup(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<VisitorForm> read = read_visitor_form(services, request);
  if (!read) return reply(pages::error_page(read.error(), api::locale_of(request), services.common.assets));
  const auto again = [&services, read = *read](const FormErrors& form_errors) {
    FormErrors with_name = form_errors;
    with_name.username = field_value(read.form, "username");
    return setup_page(services, read.locale, read.visitor, field_value(read.form, "token"), with_name);
  };
  if (!has_token(services, *read)) return reply(again({.errors = {{ErrorCode::BadToken, Field::None}}}));
  const Result<bool> valid = accounts::setup_token_valid(services.common.store, field_value(read->form, "token"),
                                                         services.common.utc_now_ms());
  if (!valid) return reply(pages::error_page(valid.error(), read->locale, services.common.assets));
  if (!*valid) return reply(setup_expired(services, read->locale));
  run_on_hash_pool(
      services, reply, 0, [&services, read = *read] { return HashedReply{make_owner(services, read)}; }, again);
}

void get_join(const AdminServices& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const std::string token(request.query("token"));
  const auto user = accounts::user_of_link(services.common.store, token, services.common.utc_now_ms());
  if (!user) return reply(pages::error_page(user.error(), locale, services.common.assets));
  if (!user->has_value()) return reply(join_expired(services, locale));
  reply(join_page(services, locale, visitor_of(services, request), token, (*user)->username, {}));
}

// Signs in, if the account has no two-step sign-in. Otherwise the user has to sign in.
Response choose_password(const AdminServices& services, const VisitorForm& read, const store::User& user) {
  const std::string token = field_value(read.form, "token");
  const Status chosen = noted(services, user.username, AuditAction::PasswordChanged, {}, [&] {
    return accounts::choose_password(services.common.store, services.hasher, token, user.username,
                                     field_value(read.form, "password"), services.common.utc_now_ms());
  });
  if (!chosen) {
    if (chosen.error().code == ErrorCode::BadToken) return join_expired(services, read.locale);
    return join_page(services, read.locale, read.visitor, token, user.username, {.errors = {chosen.error()}});
  }
  return user.two_step_key.empty() ? begin_session(services, user.id, read.locale) : redirect("/admin/login");
}

void post_join(const AdminServices& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const Result<VisitorForm> read = read_visitor_form(services, request);
  if (!read) return reply(pages::error_page(read.error(), locale, services.common.assets));
  const std::string token = field_value(read->form, "token");
  const auto user = accounts::user_of_link(services.common.store, token, services.common.utc_now_ms());
  if (!user) return reply(pages::error_page(user.error(), locale, services.common.assets));
  if (!user->has_value()) return reply(join_expired(services, locale));
  const auto again = [&services, read = *read, token, name = (*user)->username](const FormErrors& form_errors) {
    return join_page(services, read.locale, read.visitor, token, name, form_errors);
  };
  if (!has_token(services, *read)) return reply(again({.errors = {{ErrorCode::BadToken, Field::None}}}));
  run_on_hash_pool(
      services, reply, (*user)->id,
      [&services, read = *read, user = **user] { return HashedReply{choose_password(services, read, user)}; }, again);
}

}  // namespace

void add_link_routes(http::Server& server, const AdminServices& services) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/admin/setup", get_setup);
  route(Method::Post, "/admin/setup", post_setup);
  route(Method::Get, "/admin/join", get_join);
  route(Method::Post, "/admin/join", post_join);
}

}  // namespace undersigned::admin
