#include "server/admin/forms.h"

#include <algorithm>
#include <utility>

#include "server/accounts/token.h"
#include "server/admin/cookies.h"
#include "server/api/problems.h"
#include "server/crypto/random.h"
#include "server/limits.h"
#include "server/pages/error_page.h"
#include "shared/limits.h"
#include "shared/view/sent_back.h"

namespace undersigned::admin {
namespace {

int status_with(const FormErrors& form_errors) {
  if (form_errors.errors.empty()) return 200;
  const int status = api::status_of(form_errors.errors.front().code);
  return status == 401 ? 422 : status;  // a 401 would have to name an authentication scheme
}

FormErrors hash_pool_full() {
  return {.errors = {{ErrorCode::Busy, Field::None}}, .retry_after_s = limits::kBusyRetryAfterS};
}

bool submit_to_hash_pool(const AdminServices& services, const accounts::HashRequester& requester,
                         const http::Reply& reply, std::function<HashedReply()> work) {
  return services.hash_pool.submit(requester, [reply, work = std::move(work)] {
    HashedReply hashed = work();
    reply(std::move(hashed.response));
    if (hashed.after) hashed.after();
  });
}

}  // namespace

FormErrors must_wait(std::int64_t retry_after_ms, Locale locale) {
  FormErrors form_errors{.errors = {{ErrorCode::TooManyRequests, Field::None}}};
  form_errors.retry_after_s = std::max<std::int64_t>(1, (retry_after_ms + 999) / 1000);
  form_errors.text =
      text_of_count(locale, Message::ErrorTooManyRequests, static_cast<std::uint64_t>(form_errors.retry_after_s));
  return form_errors;
}

std::string visitor_of(const AdminServices& services, const http::Request& request) {
  const std::string_view cookie = visitor_cookie(services, request);
  return accounts::hash_token(cookie) ? std::string(cookie) : crypto::random_token();
}

TextInput username_input(std::string_view value) {
  std::string shown(view::sent_back(value, limits::kUsernameBytesMax));
  return {Field::Username, Message::AdminUsername, "text", "username", std::move(shown), {}};
}

TextInput new_password_input(Field field, Message label, Locale locale) {
  return {
      field,      label,
      "password", "new-password",
      {},         text_of(locale, Message::AdminPasswordHint, {{"min", number(locale, limits::kPasswordCharsMin)}})};
}

http::Response admin_page(const AdminServices& services, const pages::Document& document,
                          const FormErrors& form_errors) {
  http::Response response = admin_response(services, status_with(form_errors), document);
  if (form_errors.retry_after_s > 0) http::set_retry_after(response, form_errors.retry_after_s);
  return response;
}

http::Response visitor_page(const AdminServices& services, const pages::Document& document, const std::string& visitor,
                            const FormErrors& form_errors) {
  http::Response response = admin_page(services, document, form_errors);
  set_visitor_cookie(services, response, visitor);
  return response;
}

Result<VisitorForm> read_visitor_form(const AdminServices& services, const http::Request& request) {
  Result<Form> form = read_own_form(services, request);
  if (!form) return form.error();
  return VisitorForm{std::move(form).value(), visitor_of(services, request), api::locale_of(request)};
}

bool has_token(const AdminServices& services, const VisitorForm& read) {
  return services.csrf.visitor_token_matches(read.visitor, field_value(read.form, "csrf"));
}

void run_on_hash_pool(const AdminServices& services, const http::Reply& reply, std::int64_t account,
                      std::function<HashedReply()> work, const ShowErrors& busy) {
  const accounts::HashRequester requester{accounts::HashPriority::Trusted, static_cast<std::uint64_t>(account)};
  if (!submit_to_hash_pool(services, requester, reply, std::move(work))) reply(busy(hash_pool_full()));
}

void run_throttled_on_hash_pool(const AdminServices& services, const http::Reply& reply, const PasswordTry& attempt,
                                std::function<HashedReply()> work, const ShowErrors& refuse) {
  const auto admission = services.throttle.admit(attempt.username, attempt.address, services.common.utc_now_ms());
  if (admission.wait_ms > 0) return reply(refuse(must_wait(admission.wait_ms, attempt.locale)));
  accounts::HashRequester requester{admission.fresh ? accounts::HashPriority::Fresh : accounts::HashPriority::Failed,
                                    admission.network};
  if (admission.known) requester.priority = accounts::HashPriority::Trusted;
  if (attempt.account != 0) requester = {accounts::HashPriority::Trusted, static_cast<std::uint64_t>(attempt.account)};
  if (submit_to_hash_pool(services, requester, reply, std::move(work))) return;
  services.throttle.not_attempted(attempt.username, attempt.address);
  reply(refuse(hash_pool_full()));
}

http::Response begin_session(const AdminServices& services, std::int64_t user_id, Locale locale) {
  const Result<accounts::StartedSession> session = services.sessions.start(user_id, services.common.utc_now_ms());
  if (!session) return pages::error_page(session.error(), locale, services.common.assets);
  http::Response response = redirect("/admin");
  set_session_cookie(services, response, session->token);
  return response;
}

}  // namespace undersigned::admin
