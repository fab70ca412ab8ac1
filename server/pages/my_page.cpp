#include "server/pages/my_page.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "server/api/errand.h"
#include "server/api/problems.h"
#include "server/api/sender.h"
#include "server/auth/my_token.h"
#include "server/http/ascii.h"
#include "server/http/route_with.h"
#include "server/http/security_headers.h"
#include "server/mail/code.h"
#include "server/ops/log.h"
#include "server/pages/document.h"
#include "server/pages/error_page.h"
#include "server/pages/my_signatures.h"
#include "shared/limits.h"
#include "shared/text/characters.h"
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

// What stands in a form of ours, and its reader's language.
class MyForm {
 public:
  MyForm(Form fields, Locale locale) : fields_(std::move(fields)), locale_(locale) {
    if (const std::string tag = value("locale"); !tag.empty()) locale_ = locale_from_tag(tag);
  }

  [[nodiscard]] std::string value(std::string_view name) const {
    const std::string* found = find_field(fields_, name);
    return found == nullptr ? std::string() : *found;
  }
  [[nodiscard]] Locale locale() const { return locale_; }

 private:
  Form fields_;
  Locale locale_;
};

Result<MyForm> read_form(const api::Services& services, const Request& request) {
  if (const Status own = api::require_own_page(request, services.base_url); !own) return own.error();
  if (!http::equal_ignoring_case(request.media_type(), "application/x-www-form-urlencoded")) {
    return Error{ErrorCode::UnsupportedMedia, Field::Body};
  }
  Result<Form> fields = parse_form(request.body);
  if (!fields) return Error{ErrorCode::BadBody, Field::Body};
  return MyForm(std::move(fields).value(), api::locale_of(request));
}

// What was posted has no address to come back to in another language.
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
  Response response = page_response(status, write_document(document, services.assets, services.base_url));
  if (status == 503) response.headers.push_back({"Retry-After", std::to_string(limits::kBusyRetryAfterS)});
  return response;
}

Response start_page(const api::Services& services, Locale locale, const std::string& email, const Errors& errors) {
  return my_page(services, locale, Answers::Post, errors, view::my_start(locale, MyStart::First, email, errors));
}

Response expired_page(const api::Services& services, Locale locale, const std::string& email) {
  Response response = my_page(services, locale, Answers::Post, {}, view::my_start(locale, MyStart::Expired, email, {}));
  response.status = api::status_of(ErrorCode::BadToken);
  return response;
}

Response code_page(const api::Services& services, Locale locale, const std::string& email, const Errors& errors) {
  return my_page(services, locale, Answers::Post, errors, view::my_code(locale, email, errors));
}

Response with_retry(Response response, std::int64_t retry_after_s) {
  response.headers.push_back({"Retry-After", std::to_string(retry_after_s)});
  return response;
}

Response list_page(const api::Services& services, Locale locale, const view::MyAccess& access,
                   const view::MyOutcome& outcome) {
  const auto signatures = own_signatures(services, access.email);
  if (!signatures) return error_page(signatures.error(), locale, services.assets);
  return my_page(services, locale, Answers::Post, {},
                 view::my_list(locale, access, shown(services, *signatures, locale), outcome));
}

void get_my(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  reply(my_page(services, locale, Answers::Get, {}, view::my_start(locale, MyStart::First, {}, {})));
}

void queue_code(const api::Services& services, const std::string& email, Locale locale) {
  const Status queued = services.store.queue_my_code(
      own_mailboxes(services, email), services.dedupe_keys.mailbox(email), locale_tag(locale), services.utc_now_ms());
  if (!queued) ops::log_warning("my_code_not_queued");
}

void post_code(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  const Locale locale = form->locale();
  const Result<std::string> email = check_email(form->value("email"));
  if (!email) return reply(start_page(services, locale, form->value("email"), {email.error()}));
  if (const std::int64_t wait_s = api::admit(services, request, abuse::Errand::MyCode)) {
    return reply(with_retry(start_page(services, locale, *email, {kTooMany}), wait_s));
  }
  reply(code_page(services, locale, *email, {}));
  // Only now, and on another thread, does anybody look whether there is such a mailbox.
  services.outbox.post([&services, email = *email, locale] { queue_code(services, email, locale); });
}

Errors take_code(const api::Services& services, const std::string& email, const std::string& typed) {
  if (trim(typed).empty()) return {{ErrorCode::Required, Field::Code}};
  const std::optional<std::string> code = mail::read_code(typed);
  if (!code) return {{ErrorCode::WrongCode, Field::Code}};
  const Status taken = services.store.take_my_code(
      services.dedupe_keys.mailbox(email),
      [&](const store::CodeIssue& issue) {
        return services.mail_codes.is_code(mail::CodePurpose::OpenMy, issue, *code);
      },
      services.utc_now_ms());
  return taken ? Errors{} : Errors{taken.error()};
}

void post_my(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  const Locale locale = form->locale();
  const Result<std::string> email = check_email(form->value("email"));
  if (!email) return reply(start_page(services, locale, form->value("email"), {email.error()}));
  if (const std::int64_t wait_s = api::admit(services, request, abuse::Errand::OpenMy)) {
    return reply(with_retry(code_page(services, locale, *email, {kTooMany}), wait_s));
  }
  if (const Errors errors = take_code(services, *email, form->value("code")); !errors.empty()) {
    return reply(code_page(services, locale, *email, errors));
  }
  const std::string token = auth::MyTokens(services.my_page_key).make(*email, services.utc_now_ms());
  reply(list_page(services, locale, {*email, token}, {}));
}

// The mailbox that a form of the list is for, as long as its token opens it.
std::optional<view::MyAccess> access_of(const api::Services& services, const MyForm& form) {
  const Result<std::string> email = check_email(form.value("email"));
  const std::string token = form.value("token");
  if (!email || !auth::MyTokens(services.my_page_key).opens(*email, token, services.utc_now_ms())) return std::nullopt;
  return view::MyAccess{*email, token};
}

// The signature that the form names, if it is one of the mailbox's own.
Result<store::SignatureRecord> named_signature(const api::Services& services, const MyForm& form,
                                               const std::string& email) {
  const std::string cursor = form.value("cursor");
  std::int64_t number = 0;
  std::from_chars(cursor.data(), cursor.data() + cursor.size(), number);
  const auto signatures = own_signatures(services, email);
  if (!signatures) return signatures.error();
  const auto found = std::find_if(signatures->begin(), signatures->end(), [&](const store::SignatureRecord& own) {
    return own.key.cursor == number && own.key.public_id == form.value("id");
  });
  if (found == signatures->end()) return Error{ErrorCode::NotFound, Field::None};
  return *found;
}

// What the organizers ruled out stays so: a signature withdrawn could be given anew.
Result<MyDone> withdraw(const api::Services& services, const store::SignatureRecord& own) {
  const bool stands = own.status != store::SignatureStatus::Withdrawn && own.status != store::SignatureStatus::Invalid;
  if (!stands) return MyDone::Nothing;
  const Result<store::Counts> counts = services.store.set_status(own.key, store::SignatureStatus::Withdrawn);
  if (!counts) return counts.error();
  if (const auto entry = services.catalog.snapshot()->any(own.campaign)) entry->count->committed(*counts);
  return MyDone::Withdrawn;
}

Result<MyDone> change(const api::Services& services, const MyForm& form, const store::SignatureRecord& own) {
  const Result<view::MyChange> asked = view::my_change_from(form.value("change"));
  if (!asked) return asked.error();
  if (*asked == view::MyChange::Withdraw) return withdraw(services, own);
  if (*asked == view::MyChange::Visibility) {
    const Result<Visibility> visibility = visibility_from(form.value("visibility"));
    if (!visibility) return visibility.error();
    if (const Status set = services.store.set_visibility(own.key, *visibility); !set) return set.error();
  } else if (const Status erased = services.store.erase_personal_data(own.key); !erased) {
    return erased.error();
  }
  if (const auto entry = services.catalog.snapshot()->any(own.campaign)) entry->count->signers_changed();
  return *asked == view::MyChange::Visibility ? MyDone::Saved : MyDone::Erased;
}

void post_change(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  const Locale locale = form->locale();
  const std::optional<view::MyAccess> access = access_of(services, *form);
  if (!access) return reply(expired_page(services, locale, form->value("email")));
  const Result<store::SignatureRecord> own = named_signature(services, *form, access->email);
  if (!own) return reply(error_page(own.error(), locale, services.assets));
  const Result<MyDone> done = change(services, *form, *own);
  if (!done) return reply(error_page(done.error(), locale, services.assets));
  reply(list_page(services, locale, *access, {*done, own->key.cursor}));
}

void post_download(const api::Services& services, const Request& request, const Reply& reply) {
  const Result<MyForm> form = read_form(services, request);
  if (!form) return reply(error_page(form.error(), api::locale_of(request), services.assets));
  const std::optional<view::MyAccess> access = access_of(services, *form);
  if (!access) return reply(expired_page(services, form->locale(), form->value("email")));
  const auto signatures = own_signatures(services, access->email);
  if (!signatures) return reply(error_page(signatures.error(), form->locale(), services.assets));
  Response response = http::make_response(200, "application/json", as_json(services, *signatures, form->locale()));
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
  route(Method::Post, "/my", post_my);
  route(Method::Post, "/my/code", post_code);
  route(Method::Post, "/my/change", post_change);
  route(Method::Post, "/my/download", post_download);
}

}  // namespace undersigned::pages
