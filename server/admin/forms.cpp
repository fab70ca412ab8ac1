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

int status_with(const Trouble& trouble) {
  if (trouble.errors.empty()) return 200;
  const int status = api::status_of(trouble.errors.front().code);
  return status == 401 ? 422 : status;  // 401 would have to name a scheme; this is a form
}

Trouble too_many_wait() {
  return {.errors = {{ErrorCode::Busy, Field::None}}, .retry_after_s = limits::kBusyRetryAfterS};
}

bool take_place(const AdminServices& services, const accounts::HashPlace& place, const http::Reply& reply,
                std::function<Hashed()> work) {
  return services.hash_pool.submit(place, [reply, work = std::move(work)] {
    Hashed hashed = work();
    reply(std::move(hashed.response));
    if (hashed.after) hashed.after();
  });
}

}  // namespace

Trouble must_wait(std::int64_t retry_after_ms, Locale locale) {
  Trouble trouble{.errors = {{ErrorCode::TooManyRequests, Field::None}}};
  trouble.retry_after_s = std::max<std::int64_t>(1, (retry_after_ms + 999) / 1000);
  trouble.text =
      text_of_count(locale, Message::ErrorTooManyRequests, static_cast<std::uint64_t>(trouble.retry_after_s));
  return trouble;
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

http::Response admin_page(const AdminServices& services, const pages::Document& document, const Trouble& trouble) {
  http::Response response = admin_response(services, status_with(trouble), document);
  if (trouble.retry_after_s > 0) http::set_retry_after(response, trouble.retry_after_s);
  return response;
}

http::Response visitor_page(const AdminServices& services, const pages::Document& document, const std::string& visitor,
                            const Trouble& trouble) {
  http::Response response = admin_page(services, document, trouble);
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

void hash_later(const AdminServices& services, const http::Reply& reply, std::int64_t account,
                std::function<Hashed()> work, const Refuse& busy) {
  const accounts::HashPlace place{accounts::Standing::Trusted, static_cast<std::uint64_t>(account)};
  if (!take_place(services, place, reply, std::move(work))) reply(busy(too_many_wait()));
}

void try_password_later(const AdminServices& services, const http::Reply& reply, const PasswordTry& attempt,
                        std::function<Hashed()> work, const Refuse& refuse) {
  const auto admission = services.throttle.admit(attempt.username, attempt.address, services.common.utc_now_ms());
  if (admission.wait_ms > 0) return reply(refuse(must_wait(admission.wait_ms, attempt.locale)));
  accounts::HashPlace place{admission.fresh ? accounts::Standing::Fresh : accounts::Standing::Failed,
                            admission.network};
  if (admission.known) place.standing = accounts::Standing::Trusted;
  if (attempt.account != 0) place = {accounts::Standing::Trusted, static_cast<std::uint64_t>(attempt.account)};
  if (take_place(services, place, reply, std::move(work))) return;
  services.throttle.not_made(attempt.username, attempt.address);
  reply(refuse(too_many_wait()));
}

http::Response begin_session(const AdminServices& services, std::int64_t user_id, Locale locale) {
  const Result<accounts::StartedSession> session = services.sessions.start(user_id, services.common.utc_now_ms());
  if (!session) return pages::error_page(session.error(), locale, services.common.assets);
  http::Response response = redirect("/admin");
  set_session_cookie(services, response, session->token);
  return response;
}

}  // namespace undersigned::admin
