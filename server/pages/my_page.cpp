#include "server/pages/my_page.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "server/api/forms.h"
#include "server/api/problems.h"
#include "server/api/rate_limit.h"
#include "server/api/sender.h"
#include "server/crypto/random.h"
#include "server/http/route_with.h"
#include "server/http/security_headers.h"
#include "server/limits.h"
#include "server/pages/document.h"
#include "server/pages/error_page.h"
#include "server/pages/my_signatures.h"
#include "server/signing/my_code.h"
#include "server/signing/my_token.h"
#include "server/signing/own_signatures.h"
#include "shared/text/ascii.h"
#include "shared/text/email.h"
#include "shared/text/form_urlencoded.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::MyDone;
using view::MyStart;

using Errors = std::vector<Error>;

constexpr Error kTooMany{ErrorCode::TooManyRequests, Field::None};

// The fields of a form of ours, and its reader's language.
class MyForm {
 public:
  MyForm(Form fields, Locale locale) : fields_(std::move(fields)), locale_(locale) {
    if (const std::string tag = value("locale"); !tag.empty()) locale_ = locale_from_tag(tag);
  }

  [[nodiscard]] std::string value(std::string_view name) const { return api::field_value(fields_, name); }
  [[nodiscard]] Locale locale() const { return locale_; }

 private:
  Form fields_;
  Locale locale_;
};

Result<MyForm> read_form(const api::Services& services, const Request& request) {
  if (const Status own = api::require_own_page(request, services.base_url); !own) return own.error();
  Result<Form> fields = api::read_form(request);
  if (!fields) return fields.error();
  return MyForm(std::move(fields).value(), api::locale_of(request));
}

// A response to a POST has no address for switching the language.
enum class Answers : std::uint8_t { Get, Post };

Response my_page(const api::Services& services, Locale locale, Answers answers, const Errors& errors,
                 view::Nodes content) {
  Document document;
  document.locale = locale;
  document.title = text_of(locale, Message::MyTitle);
  if (!errors.empty()) document.title = text_of(locale, Message::ErrorSummaryTitle) + ": " + document.title;
  if (answers == Answers::Get) document.path = "/my";
  document.content = std::move(content);
  const int status = errors.empty() ? 200 : api::status_of(errors.front().code);
  Response response =
      page_response(status, write_document(document, services.assets, services.base_url, services.operator_links));
  if (status == 503) http::set_retry_after(response, limits::kBusyRetryAfterS);
  return response;
}

Response start_page(const api::Services& services, Locale locale, const std::string& email, const Errors& errors) {
  return my_page(services, locale, Answers::Post, errors, view::my_start(locale, MyStart::First, email, errors));
}

// For an expired page or link.
Response expired_page(const api::Services& services, Locale locale, MyStart why, const std::string& email) {
  Response response = my_page(services, locale, Answers::Post, {}, view::my_start(locale, why, email, {}));
  response.status = api::status_of(ErrorCode::BadToken);
  return response;
}

Response code_page(const api::Services& services, Locale locale, const view::MyCodeSent& code, const Errors& errors) {
  return my_page(services, locale, Answers::Post, errors, view::my_code(locale, code, errors));
}

Response with_retry(Response response, std::int64_t retry_after_s) {
  http::set_retry_after(response, retry_after_s);
  return response;
}

Response list_page(const api::Services& services, Locale locale, const view::MyAccess& access,
                   const view::MyOutcome& outcome) {
  const auto own = signing::own_signatures(services, access.email, access.skipped);
  if (!own) return error_page(own.error(), locale, services.assets);
  return my_page(services, locale, Answers::Post, {},
                 view::my_list(locale, access, shown(services, *own, locale), outcome));
}

// The page of a mail's link neither changes nor reveals anything: mail scanners open every link.
void get_my(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const std::string token(request.query("t"));
  if (token.empty()) {
    return reply(my_page(services, locale, Answers::Get, {}, view::my_start(locale, MyStart::First, {}, {})));
  }
  if (!services.my_links.email_of(token, services.utc_now_ms())) {
    return reply(expired_page(services, locale, MyStart::LinkExpired, {}));
  }
  reply(my_page(services, locale, Answers::Post, {}, view::my_link(locale, token)));
}

// The form's ticket, if it can be one of ours; otherwise "".
std::string ticket_of(const MyForm& form) {
  std::string ticket = form.value("ticket");
  const bool possible = ticket.size() == crypto::kPublicIdChars &&
                        std::all_of(ticket.begin(), ticket.end(), [](char c) { return is_ascii_alphanumeric(c); });
  return possible ? ticket : std::string();
}

void post_code(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  const Locale locale = form->locale();
  const Result<std::string> email = check_email(form->value("email"));
  if (!email) return reply(start_page(services, locale, form->value("email"), {email.error()}));
  if (const std::int64_t wait_s = api::admit(services, request, signing::RateLimitedAction::MyCode)) {
    return reply(with_retry(start_page(services, locale, *email, {kTooMany}), wait_s));
  }
  view::MyCodeSent sent{*email, ticket_of(*form)};  // who asks again from the same page gets the same code again
  if (sent.ticket.empty()) sent.ticket = crypto::random_public_id();
  const Status asked =
      signing::ask_for_my_code(services, *email, sent.ticket, locale, services.client_addresses.of(request));
  if (!asked) return reply(start_page(services, locale, *email, {asked.error()}));
  reply(code_page(services, locale, sent, {}));
}

Response opened_list(const api::Services& services, Locale locale, const std::string& email) {
  const std::string token = signing::MyTokens(services.my_page_key).make(email, services.utc_now_ms());
  return list_page(services, locale, {email, token, 0}, {});
}

void open_by_link(const api::Services& services, const Request& request, const MyForm& form, const Reply& reply) {
  if (const std::int64_t wait_s = api::admit(services, request, signing::RateLimitedAction::OpenMy)) {
    return reply(with_retry(start_page(services, form.locale(), {}, {kTooMany}), wait_s));
  }
  const std::optional<std::string> email = services.my_links.email_of(form.value("t"), services.utc_now_ms());
  if (!email) return reply(expired_page(services, form.locale(), MyStart::LinkExpired, {}));
  reply(opened_list(services, form.locale(), *email));
}

void open_by_code(const api::Services& services, const Request& request, const MyForm& form, const Reply& reply) {
  const Locale locale = form.locale();
  const Result<std::string> email = check_email(form.value("email"));
  if (!email) return reply(start_page(services, locale, form.value("email"), {email.error()}));
  const view::MyCodeSent sent{*email, ticket_of(form)};
  if (const std::int64_t wait_s = api::admit(services, request, signing::RateLimitedAction::OpenMy)) {
    return reply(with_retry(code_page(services, locale, sent, {kTooMany}), wait_s));
  }
  const signing::MyCodeOutcome typed =
      signing::take_my_code(services, *email, sent.ticket, form.value("code"), services.client_addresses.of(request));
  if (typed.error) {
    Response response = code_page(services, locale, sent, {*typed.error});
    return reply(typed.retry_after_s > 0 ? with_retry(std::move(response), typed.retry_after_s) : std::move(response));
  }
  reply(opened_list(services, locale, *email));
}

void post_my(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  if (!form->value("t").empty()) return open_by_link(services, request, *form, reply);
  open_by_code(services, request, *form, reply);
}

// The signatures before those of the form's page.
std::size_t skipped_of(const MyForm& form) {
  const std::string text = form.value("skipped");
  std::size_t skipped = 0;
  std::from_chars(text.data(), text.data() + text.size(), skipped);
  return std::min(skipped, limits::kOwnSkippedMax);
}

// The mailbox of a form on the list, if its token is valid.
std::optional<view::MyAccess> access_of(const api::Services& services, const MyForm& form) {
  const Result<std::string> email = check_email(form.value("email"));
  const std::string token = form.value("token");
  if (!email || !signing::MyTokens(services.my_page_key).opens(*email, token, services.utc_now_ms()))
    return std::nullopt;
  return view::MyAccess{*email, token, skipped_of(form)};
}

Result<MyDone> withdraw(const api::Services& services, const store::SignatureRecord& own) {
  const Result<signing::Withdrawal> withdrawn = signing::withdraw(services, own);
  if (!withdrawn) return withdrawn.error();
  return *withdrawn == signing::Withdrawal::Done ? MyDone::Withdrawn : MyDone::Nothing;
}

Result<MyDone> show_as(const api::Services& services, const MyForm& form, const store::SignatureRecord& own) {
  const Result<Visibility> visibility = visibility_from(form.value("visibility"));
  if (!visibility) return visibility.error();
  if (const Status shown = signing::show_as(services, own, *visibility); !shown) return shown.error();
  return MyDone::Saved;
}

Result<MyDone> withdraw_consent(const api::Services& services, const MyForm& form, const store::SignatureRecord& own) {
  const Status withdrawn = signing::withdraw_consent(services, own, form.value("consent"));
  if (!withdrawn) return withdrawn.error();
  return MyDone::ConsentWithdrawn;
}

Result<MyDone> erase(const api::Services& services, const store::SignatureRecord& own) {
  if (const Status erased = signing::erase(services, own); !erased) return erased.error();
  return MyDone::Erased;
}

Result<MyDone> change(const api::Services& services, const MyForm& form, view::MyChange asked,
                      const store::SignatureRecord& own) {
  switch (asked) {
    case view::MyChange::Visibility:
      return show_as(services, form, own);
    case view::MyChange::Withdraw:
      return withdraw(services, own);
    case view::MyChange::Erase:
      return erase(services, own);
    case view::MyChange::Consent:
      return withdraw_consent(services, form, own);
    case view::MyChange::EraseRequests:
      break;
  }
  return Error{ErrorCode::UnknownChoice, Field::None};
}

Response erase_requests(const api::Services& services, Locale locale, const view::MyAccess& access) {
  const Status erased = signing::erase_requests(services, access.email);
  if (!erased) return error_page(erased.error(), locale, services.assets);
  return list_page(services, locale, access, {MyDone::RequestsErased, {}});
}

void post_change(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  const Locale locale = form->locale();
  const std::optional<view::MyAccess> access = access_of(services, *form);
  if (!access) return reply(expired_page(services, locale, MyStart::Expired, form->value("email")));
  const Result<view::MyChange> asked = view::my_change_from(form->value("change"));
  if (!asked) return reply(error_page(asked.error(), locale, services.assets));
  if (*asked == view::MyChange::EraseRequests) return reply(erase_requests(services, locale, *access));
  const std::string id = form->value("id");
  const Result<store::SignatureRecord> own = signing::own_signature(services, access->email, id);
  if (!own) return reply(error_page(own.error(), locale, services.assets));
  const Result<MyDone> done = change(services, *form, *asked, *own);
  if (!done) return reply(error_page(done.error(), locale, services.assets));
  reply(list_page(services, locale, *access, {*done, id}));
}

void post_list(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  const std::optional<view::MyAccess> access = access_of(services, *form);
  if (!access) return reply(expired_page(services, form->locale(), MyStart::Expired, form->value("email")));
  reply(list_page(services, form->locale(), *access, {}));
}

void post_download(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  const std::optional<view::MyAccess> access = access_of(services, *form);
  if (!access) return reply(expired_page(services, form->locale(), MyStart::Expired, form->value("email")));
  const auto own = signing::all_own_signatures(services, access->email);
  if (!own) return reply(error_page(own.error(), form->locale(), services.assets));
  Response response = http::make_response(200, "application/json", as_json(services, *own, form->locale()));
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"my-signatures.json\""});
  response.headers.push_back({"Cache-Control", "no-store"});
  http::add_security_headers(response, http::Audience::OwnPages, content_security_policy());
  reply(std::move(response));
}

}  // namespace

void add_my_routes(http::Server& server, const api::Services& services) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/my", get_my);
  route(Method::Post, "/my", api::with_equalized_timing(post_my));
  route(Method::Post, "/my/code", api::with_equalized_timing(post_code));
  route(Method::Post, "/my/list", post_list);
  route(Method::Post, "/my/change", post_change);
  route(Method::Post, "/my/download", post_download);
}

}  // namespace undersigned::pages
