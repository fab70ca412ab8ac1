#include "server/admin/reauthentication.h"

#include <algorithm>
#include <utility>

#include "server/accounts/recovery_code.h"
#include "server/admin/audit.h"
#include "server/admin/cookies.h"
#include "server/limits.h"
#include "server/pages/error_page.h"

namespace undersigned::admin {
namespace {

using http::Response;
using view::Tag;

// The name under which wrong codes of a signed-in user are counted.
std::string attempts_of(const accounts::SignedIn& who) {
  return "account " + std::to_string(who.user_id);
}

// An action that waits for the password, with the form that was posted for it.
struct PendingAction {
  SessionForm read;
  std::string path;     // where the form was posted to
  std::string address;  // of the client
  std::function<Response(const SessionForm&)> action;
};

Response reauthentication_page(const AdminServices& services, const PendingAction& pending,
                               const FormErrors& form_errors) {
  const Locale locale = pending.read.locale;
  AdminForm form;
  form.action = pending.path;
  form.button = Message::AdminConfirmIdentity;
  form.inputs = {{Field::Password, Message::AdminPassword, "password", "current-password", {}, {}}};
  if (pending.read.who.two_step) {
    form.inputs.push_back({Field::Code, Message::AdminCodeOrRecovery, "text", "one-time-code", {}, {}});
  }
  form.username = pending.read.who.username;
  form.hidden = {{"csrf", pending.read.who.csrf_token}};
  for (const FormField& field : pending.read.form) {
    const bool is_asked = std::any_of(form.inputs.begin(), form.inputs.end(),
                                      [&](const TextInput& input) { return field_name(input.field) == field.name; });
    if (field.name != "csrf" && !is_asked) form.hidden.emplace_back(field.name, field.value);
  }
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  const std::string heading = text_of(locale, Message::AdminConfirmIdentity);
  pages::Document document = admin_document(locale, heading, pending.read.who);
  document.content = {view::element(Tag::H1, {}, heading),
                      view::element(Tag::P, {}, text_of(locale, Message::AdminConfirmIdentityIntro)),
                      write_form(form, locale)};
  return admin_page(services, document, form_errors);
}

Response reauthenticate_and_run(const AdminServices& services, const PendingAction& pending) {
  const Result<store::User> user = account_of(services, pending.read.who);
  if (!user) return redirect("/admin/login");
  const FormErrors form_errors = check_identity(services, pending.read, *user, pending.address);
  if (!form_errors.errors.empty()) return reauthentication_page(services, pending, form_errors);
  const Result<FreshSession> fresh = renew_session(services, pending.read.who);
  if (!fresh) return pages::error_page(fresh.error(), pending.read.locale, services.common.assets);
  Response response = pending.action({fresh->who, pending.read.form, pending.read.locale});
  set_session_cookie(services, response, fresh->token);
  return response;
}

}  // namespace

void require_reauthentication(const AdminServices& services, const http::Request& request, const http::Reply& reply,
                              const SessionForm& read, std::function<http::Response(const SessionForm&)> action) {
  const std::int64_t age_ms = services.common.utc_now_ms() - read.who.since_ms;
  if (age_ms < limits::kRecentSignInMs) return reply(action(read));
  const PendingAction pending{read, std::string(request.path), services.common.client_addresses.of(request),
                              std::move(action)};
  if (find_field(read.form, field_name(Field::Password)) == nullptr)
    return reply(reauthentication_page(services, pending, {}));
  run_throttled_on_hash_pool(
      services, reply, password_try(read, pending.address),
      [&services, pending] { return HashedReply{reauthenticate_and_run(services, pending)}; },
      [&services, pending](const FormErrors& form_errors) {
        return reauthentication_page(services, pending, form_errors);
      });
}

PasswordTry password_try(const SessionForm& read, const std::string& address) {
  return {read.who.username, address, read.who.user_id, read.locale};
}

FormErrors check_identity(const AdminServices& services, const SessionForm& read, const store::User& user,
                          const std::string& address) {
  const bool wants_code = !user.two_step_key.empty();
  const std::int64_t now_ms = services.common.utc_now_ms();
  const std::int64_t wait_ms = wants_code ? services.throttle.admit_code(attempts_of(read.who), now_ms) : 0;
  if (wait_ms > 0) return must_wait(wait_ms, read.locale);

  // The password comes first. A code is only used up if both are right.
  const Result<bool> right = services.hasher.verify(user.password_hash, field_value(read.form, "password"));
  if (!right) return {.errors = {right.error()}};
  if (!*right) {
    note_refusal(services, user.username);
    return {.errors = {{ErrorCode::BadCredentials, Field::Password}},
            .text = text_of(read.locale, Message::AdminWrongPassword)};
  }
  if (wants_code) {
    const std::string code = field_value(read.form, "code");
    const auto take = [&] { return services.two_step.take(user, code, now_ms); };
    const auto taken = accounts::is_recovery_code(code)
                           ? noted(services, user.username, AuditAction::RecoveryCodeUsed, {}, take)
                           : take();
    if (!taken && taken.error().code != ErrorCode::WrongCode) return {.errors = {taken.error()}};
    if (!taken) {
      note_refusal(services, user.username);
      return {.errors = {taken.error()}, .text = text_of(read.locale, Message::AdminWrongCode)};
    }
    services.throttle.code_succeeded(attempts_of(read.who));
  }
  services.throttle.succeeded(read.who.username, address, now_ms);
  return {};
}

Result<store::User> account_of(const AdminServices& services, const accounts::SignedIn& who) {
  Result<std::optional<store::User>> user = services.common.store.user_by_id(who.user_id);
  if (!user) return user.error();
  if (!user->has_value()) return Error{ErrorCode::NotSignedIn, Field::None};
  return **user;
}

Result<FreshSession> renew_session(const AdminServices& services, const accounts::SignedIn& who) {
  const std::int64_t now_ms = services.common.utc_now_ms();
  const Result<accounts::StartedSession> started = services.sessions.start(who.user_id, now_ms);
  if (!started) return started.error();
  if (const Status ended = services.sessions.end(who.session); !ended) return ended.error();
  Result<accounts::SignedIn> fresh = services.sessions.find(started->token, now_ms);
  if (!fresh) return fresh.error();
  return FreshSession{std::move(fresh).value(), started->token};
}

}  // namespace undersigned::admin
