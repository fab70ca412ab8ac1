#include "server/admin/account_routes.h"

#include <span>
#include <utility>

#include "server/accounts/accounts.h"
#include "server/admin/audit.h"
#include "server/admin/cookies.h"
#include "server/admin/forms.h"
#include "server/admin/reauthentication.h"
#include "server/api/problems.h"
#include "server/crypto/encoding.h"
#include "server/http/route_with.h"
#include "server/pages/error_page.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Node;
using view::Tag;

// Identifies a session in a form: half of its token's hash, which opens nothing.
std::string session_name(const store::TokenHash& hash) {
  return crypto::to_hex(std::span(hash).first(hash.size() / 2));
}

Node column(Locale locale, Message words) {
  return view::element(Tag::Th, {{Attr::Scope, "col"}}, text_of(locale, words));
}

Node session_row(const store::Session& session, const accounts::SignedIn& who, Locale locale) {
  Node last = session.token_hash == who.session
                  ? view::text(text_of(locale, Message::AdminThisSession))
                  : button_form("/admin/account/sessions", text_of(locale, Message::AdminEndSession),
                                moment_text(locale, session.created_ms),
                                {{"csrf", who.csrf_token}, {"session", session_name(session.token_hash)}});
  return view::element(Tag::Tr, {},
                       {view::element(Tag::Td, {}, {moment_element(locale, session.created_ms)}),
                        view::element(Tag::Td, {}, {moment_element(locale, session.seen_ms)}),
                        view::element(Tag::Td, {}, {std::move(last)})});
}

Node session_list(const std::vector<store::Session>& sessions, const accounts::SignedIn& who, Locale locale) {
  const std::string heading = text_of(locale, Message::AdminSessions);
  view::Nodes rows;
  for (const store::Session& session : sessions) rows.push_back(session_row(session, who, locale));
  const Node head = view::element(Tag::Thead, {},
                                  {view::element(Tag::Tr, {},
                                                 {column(locale, Message::AdminSessionSince),
                                                  column(locale, Message::AdminSessionSeen), view::element(Tag::Td)})});
  Node section =
      view::element(Tag::Section, {{Attr::Class, "part"}},
                    {view::element(Tag::H2, {}, heading),
                     view::element(Tag::Div, {{Attr::Class, "wide"}},
                                   {view::element(Tag::Table, {{Attr::Class, "counts"}, {Attr::AriaLabel, heading}},
                                                  {head, view::element(Tag::Tbody, {}, std::move(rows))})})});
  if (sessions.size() > 1) {
    section.children.push_back(button_form("/admin/account/sessions", text_of(locale, Message::AdminEndOthers), {},
                                           {{"csrf", who.csrf_token}, {"others", "all"}}));
  }
  return section;
}

Node two_step_part(const accounts::SignedIn& who, std::size_t recovery_codes, Locale locale) {
  const bool on = who.two_step;
  const std::string state = on ? text_of(locale, Message::AdminTwoStepIsOn, {{"count", number(locale, recovery_codes)}})
                               : text_of(locale, Message::AdminTwoStepIsOff);
  Node part = view::element(
      Tag::Section, {{Attr::Class, "part"}},
      {view::element(Tag::H2, {}, text_of(locale, Message::AdminTwoStep)), view::element(Tag::P, {}, state)});
  if (who.two_step_policy == accounts::TwoStepPolicy::Required) return part;
  const Message words = on ? Message::AdminTwoStepTurnOff : Message::AdminTwoStepTurnOn;
  part.children.push_back(view::element(
      Tag::P, {}, {view::element(Tag::A, {{Attr::Href, "/admin/account/two-step"}}, text_of(locale, words))}));
  return part;
}

Node password_form(const accounts::SignedIn& who, const FormErrors& form_errors, Locale locale) {
  AdminForm form;
  form.action = "/admin/account/password";
  form.button = Message::AdminChangePassword;
  form.inputs = {{Field::Password, Message::AdminOldPassword, "password", "current-password", {}, {}},
                 new_password_input(Field::NewPassword, Message::AdminNewPassword, locale)};
  form.username = who.username;
  form.hidden = {{"csrf", who.csrf_token}};
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  return write_form(form, locale);
}

struct Shown {
  FormErrors form_errors{};
  std::string done{};  // a confirmation for the reader; empty: none
};

Response account_page(const AdminServices& services, const accounts::SignedIn& who, Locale locale, const Shown& shown) {
  const auto& assets = services.common.assets;
  store::Store& store = services.common.store;
  const auto sessions = store.sessions_of(who.user_id);
  if (!sessions) return pages::error_page(sessions.error(), locale, assets);
  const auto codes = store.recovery_codes(who.user_id);
  if (!codes) return pages::error_page(codes.error(), locale, assets);

  const std::string heading = text_of(locale, Message::AdminAccount);
  pages::Document document = admin_document(locale, heading, who);
  document.content = {view::element(Tag::H1, {}, heading)};
  if (!shown.done.empty()) {
    document.content.push_back(view::element(Tag::P, {{Attr::Class, "status"}, {Attr::Role, "status"}}, shown.done));
  }
  document.content.push_back(password_form(who, shown.form_errors, locale));
  document.content.push_back(two_step_part(who, *codes, locale));
  document.content.push_back(session_list(*sessions, who, locale));
  return admin_page(services, document, shown.form_errors);
}

void get_account(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<accounts::SignedIn> who = signed_in(services, request);
  if (!who) return reply(refusal(services, request, who.error()));
  reply(account_page(services, *who, api::locale_of(request), {}));
}

// All sessions end with the old password. The one who changed it gets a fresh one.
Response password_changed(const AdminServices& services, const SessionForm& read) {
  const Result<FreshSession> fresh = renew_session(services, read.who);
  if (!fresh) return redirect("/admin/login");
  Response response =
      account_page(services, fresh->who, read.locale, {.done = text_of(read.locale, Message::AdminPasswordChanged)});
  set_session_cookie(services, response, fresh->token);
  return response;
}

Response change_password(const AdminServices& services, const SessionForm& read, const std::string& address) {
  const auto again = [&](FormErrors form_errors) {
    return account_page(services, read.who, read.locale, {std::move(form_errors)});
  };
  const Result<store::User> user = account_of(services, read.who);
  if (!user) return redirect("/admin/login");
  const Status changed = noted(services, user->username, AuditAction::PasswordChanged, {}, [&] {
    return accounts::change_password(services.common.store, services.hasher, *user, field_value(read.form, "password"),
                                     field_value(read.form, "new_password"));
  });
  if (!changed) {
    FormErrors form_errors{.errors = {changed.error()}};
    const bool wrong = changed.error().code == ErrorCode::BadCredentials;
    if (wrong) form_errors.text = text_of(read.locale, Message::AdminWrongPassword);
    if (wrong) note_refusal(services, user->username);
    return again(std::move(form_errors));
  }
  services.throttle.succeeded(read.who.username, address, services.common.utc_now_ms());
  return password_changed(services, read);
}

void post_password(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_session_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  const std::string address = services.common.client_addresses.of(request);
  run_throttled_on_hash_pool(
      services, reply, password_try(*read, address),
      [&services, read = *read, address] { return HashedReply{change_password(services, read, address)}; },
      [&services, read = *read](const FormErrors& form_errors) {
        return account_page(services, read.who, read.locale, {form_errors});
      });
}

Status end_sessions(const AdminServices& services, const SessionForm& read) {
  store::Store& store = services.common.store;
  if (!field_value(read.form, "others").empty()) return store.end_other_sessions(read.who.user_id, read.who.session);
  const auto sessions = store.sessions_of(read.who.user_id);
  if (!sessions) return sessions.error();
  const std::string name = field_value(read.form, "session");
  for (const store::Session& session : *sessions) {
    if (session_name(session.token_hash) == name) return store.end_session(session.token_hash);
  }
  return Done{};  // it has ended in the meantime
}

void post_sessions(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_session_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  require_reauthentication(services, request, reply, *read, [&services](const SessionForm& form) {
    const Status ended = noted(services, form.who.username, AuditAction::SessionsEnded, {},
                               [&] { return end_sessions(services, form); });
    if (!ended) return pages::error_page(ended.error(), form.locale, services.common.assets);
    return redirect("/admin/account");
  });
}

}  // namespace

void add_account_routes(http::Server& server, const AdminServices& services) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/admin/account", get_account);
  route(Method::Post, "/admin/account/password", post_password);
  route(Method::Post, "/admin/account/sessions", post_sessions);
}

}  // namespace undersigned::admin
