#include "server/admin/forms.h"

#include <algorithm>
#include <utility>

#include "server/admin/cookies.h"
#include "server/api/problems.h"
#include "server/auth/random.h"
#include "server/auth/token.h"
#include "server/pages/error_page.h"
#include "shared/limits.h"

namespace undersigned::admin {
namespace {

int status_with(const Trouble& trouble) {
  if (trouble.errors.empty()) return 200;
  const int status = api::status_of(trouble.errors.front().code);
  return status == 401 ? 422 : status;  // 401 would have to name a scheme; this is a form
}

}  // namespace

Trouble must_wait(std::int64_t retry_after_ms, Locale locale) {
  Trouble trouble{.errors = {{ErrorCode::TooManyRequests, Field::None}}};
  trouble.retry_after_s = std::max<std::int64_t>(1, (retry_after_ms + 999) / 1000);
  trouble.text = text_of(locale, Message::ErrorTooManyRequests,
                         {{"seconds", number(locale, static_cast<std::uint64_t>(trouble.retry_after_s))}});
  return trouble;
}

std::string visitor_of(const AdminServices& services, const http::Request& request) {
  const std::string_view cookie = visitor_cookie(services, request);
  return auth::hash_token(cookie) ? std::string(cookie) : auth::random_token();
}

TextInput username_input(std::string value) {
  return {Field::Username, Message::AdminUsername, "text", "username", std::move(value), {}};
}

TextInput new_password_input(Field field, Message label, Locale locale) {
  return {
      field,      label,
      "password", "new-password",
      {},         text_of(locale, Message::AdminPasswordHint, {{"min", number(locale, limits::kPasswordCharsMin)}})};
}

http::Response admin_page(const AdminServices& services, const pages::Document& document, const Trouble& trouble) {
  http::Response response = admin_response(services, status_with(trouble), document);
  if (trouble.retry_after_s > 0) response.headers.push_back({"Retry-After", std::to_string(trouble.retry_after_s)});
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

void hash_later(const AdminServices& services, const http::Reply& reply, std::function<Hashed()> work,
                const std::function<http::Response(const Trouble&)>& busy) {
  const bool taken = services.hash_pool.submit([reply, work = std::move(work)] {
    Hashed hashed = work();
    reply(std::move(hashed.response));
    if (hashed.after) hashed.after();
  });
  if (!taken) reply(busy({.errors = {{ErrorCode::Busy, Field::None}}, .retry_after_s = limits::kBusyRetryAfterS}));
}

http::Response begin_session(const AdminServices& services, std::int64_t user_id, Locale locale) {
  const Result<auth::StartedSession> session = services.sessions.start(user_id, services.common.utc_now_ms());
  if (!session) return pages::error_page(session.error(), locale, services.common.assets);
  http::Response response = redirect("/admin");
  set_session_cookie(services, response, session->token);
  return response;
}

}  // namespace undersigned::admin
