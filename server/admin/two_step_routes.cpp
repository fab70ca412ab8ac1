#include "server/admin/two_step_routes.h"

#include <utility>

#include "server/admin/audit.h"
#include "server/admin/forms.h"
#include "server/admin/reauthentication.h"
#include "server/api/problems.h"
#include "server/http/route_with.h"
#include "server/http/security_headers.h"
#include "server/pages/error_page.h"
#include "server/previews/qr_picture.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Node;
using view::Tag;

// The name that the app shows beside the user name: this server's.
std::string issuer(const AdminServices& services) {
  const std::string& base_url = services.common.base_url;
  return "Undersigned " + base_url.substr(base_url.find("://") + 3);
}

std::string link_of(const AdminServices& services, const accounts::SignedIn& who, const accounts::TotpKey& key) {
  return accounts::totp_link(key, issuer(services), who.username);
}

TextInput code_input(Message label, std::string inputmode) {
  return {Field::Code, label, "text", "one-time-code", {}, {}, std::move(inputmode)};
}

Node key_part(const AdminServices& services, const accounts::SignedIn& who, const std::string& offer,
              const accounts::TotpKey& key, Locale locale) {
  const std::string picture = "/admin/account/two-step/qr?offer=" + offer;
  return view::element(Tag::Section, {{Attr::Class, "part"}},
                       {view::element(Tag::P, {}, text_of(locale, Message::AdminTwoStepScan)),
                        view::element(Tag::Img, {{Attr::Class, "qr"},
                                                 {Attr::Src, picture},
                                                 {Attr::Alt, text_of(locale, Message::AdminTwoStepPicture)},
                                                 {Attr::Width, "232"},
                                                 {Attr::Height, "232"}}),
                        view::element(Tag::P, {},
                                      {view::element(Tag::A, {{Attr::Href, link_of(services, who, key)}},
                                                     text_of(locale, Message::AdminTwoStepOpen))}),
                        view::element(Tag::P, {},
                                      {view::text(text_of(locale, Message::AdminTwoStepKey) + ": "),
                                       view::element(Tag::Code, {{Attr::Class, "key"}, {Attr::Dir, "ltr"}},
                                                     accounts::totp_key_text(key))})});
}

Response set_up_page(const AdminServices& services, const accounts::SignedIn& who, Locale locale,
                     const std::string& offer, const FormErrors& form_errors) {
  const auto key = services.two_step.offered(who, offer);
  if (!key) return redirect("/admin/account/two-step");
  const std::string heading = text_of(locale, Message::AdminTwoStep);
  pages::Document document = admin_document(locale, heading, who);
  AdminForm form;
  form.action = "/admin/account/two-step";
  form.button = Message::AdminTwoStepTurnOn;
  form.inputs = {code_input(Message::AdminCode, "numeric")};
  form.hidden = {{"csrf", who.csrf_token}, {"offer", offer}};
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  document.content = {view::element(Tag::H1, {}, heading)};
  if (accounts::lacks_two_step(who)) {
    document.content.push_back(
        view::element(Tag::P, {{Attr::Class, "notice"}}, error_text(locale, {ErrorCode::TwoStepNeeded, Field::None})));
  }
  document.content.push_back(key_part(services, who, offer, *key, locale));
  document.content.push_back(write_form(form, locale));
  return admin_page(services, document, form_errors);
}

Response turn_off_page(const AdminServices& services, const accounts::SignedIn& who, Locale locale,
                       const FormErrors& form_errors) {
  const std::string heading = text_of(locale, Message::AdminTwoStep);
  pages::Document document = admin_document(locale, heading, who);
  AdminForm form;
  form.action = "/admin/account/two-step/off";
  form.button = Message::AdminTwoStepTurnOff;
  form.inputs = {{Field::Password, Message::AdminPassword, "password", "current-password", {}, {}},
                 code_input(Message::AdminCodeOrRecovery, {})};
  form.username = who.username;
  form.hidden = {{"csrf", who.csrf_token}};
  form.errors = form_errors.errors;
  form.error_text = form_errors.text;
  document.content = {view::element(Tag::H1, {}, heading), write_form(form, locale)};
  return admin_page(services, document, form_errors);
}

// The page of an account that has it on. Without a way to turn it off, if every account needs it.
Response on_page(const AdminServices& services, const accounts::SignedIn& who, Locale locale,
                 const FormErrors& form_errors) {
  if (who.two_step_policy == accounts::TwoStepPolicy::Offered) return turn_off_page(services, who, locale, form_errors);
  return redirect("/admin/account");
}

Response recovery_page(const AdminServices& services, const accounts::SignedIn& who, Locale locale,
                       const std::vector<std::string>& codes) {
  const std::string heading = text_of(locale, Message::AdminRecoveryCodes);
  pages::Document document = admin_document(locale, heading, who);
  view::Nodes items;
  for (const std::string& code : codes) {
    items.push_back(view::element(Tag::Li, {}, {view::element(Tag::Code, {{Attr::Dir, "ltr"}}, code)}));
  }
  document.content = {
      view::element(Tag::H1, {}, heading),
      view::element(Tag::P, {{Attr::Class, "summary"}}, text_of(locale, Message::AdminRecoveryIntro)),
      view::element(Tag::Ol, {{Attr::Class, "recovery"}}, std::move(items)),
      view::element(Tag::P, {},
                    {view::element(Tag::A, {{Attr::Href, "/admin/account"}}, text_of(locale, Message::AdminAccount))})};
  return admin_response(services, 200, document);
}

// The page that fits the account: on or off.
Response two_step_page(const AdminServices& services, const Request& request, const accounts::SignedIn& who,
                       const std::string& offer, const FormErrors& form_errors) {
  const Locale locale = api::locale_of(request);
  const Result<store::User> user = account_of(services, who);
  if (!user) return refusal(services, request, user.error());
  if (!user->two_step_key.empty()) return on_page(services, who, locale, form_errors);
  return set_up_page(services, who, locale, offer.empty() ? services.two_step.offer(who) : offer, form_errors);
}

void get_two_step(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<accounts::SignedIn> who = signed_in(services, request, Admits::WithoutTwoStep);
  if (!who) return reply(refusal(services, request, who.error()));
  reply(two_step_page(services, request, *who, {}, {}));
}

void get_qr(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<accounts::SignedIn> who = signed_in(services, request, Admits::WithoutTwoStep);
  if (!who) return reply(refusal(services, request, who.error()));
  const auto key = services.two_step.offered(*who, request.query("offer"));
  if (!key) return reply(refusal(services, request, {ErrorCode::NotFound, Field::None}));
  Response response = http::make_response(200, "image/svg+xml", previews::qr_picture(link_of(services, *who, *key)));
  response.headers.push_back({"Cache-Control", "no-store"});
  http::add_security_headers(response, http::Audience::OwnPages);
  reply(std::move(response));
}

FormErrors wrong_code(Error error, Locale locale) {
  FormErrors form_errors{.errors = {error}};
  if (error.code == ErrorCode::WrongCode) form_errors.text = text_of(locale, Message::AdminWrongCode);
  return form_errors;
}

Response turn_on(const AdminServices& services, const SessionForm& read) {
  const Result<store::User> user = account_of(services, read.who);
  if (!user) return redirect("/admin/login");
  if (!user->two_step_key.empty()) return redirect("/admin/account/two-step");
  const std::string offer = field_value(read.form, "offer");
  const std::int64_t now_ms = services.common.utc_now_ms();
  const auto codes = noted(services, read.who.username, AuditAction::TwoStepOn, {}, [&] {
    return services.two_step.turn_on(read.who, offer, field_value(read.form, "code"), now_ms);
  });
  if (!codes) return set_up_page(services, read.who, read.locale, offer, wrong_code(codes.error(), read.locale));
  accounts::SignedIn who = read.who;
  who.two_step = true;
  return recovery_page(services, who, read.locale, *codes);
}

void post_two_step(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_session_form(services, request, Admits::WithoutTwoStep);
  if (!read) return reply(refusal(services, request, read.error()));
  require_reauthentication(services, request, reply, *read,
                           [&services](const SessionForm& form) { return turn_on(services, form); });
}

Response turn_off(const AdminServices& services, const SessionForm& read, const std::string& address) {
  const Result<store::User> user = account_of(services, read.who);
  if (!user) return redirect("/admin/login");
  if (user->two_step_key.empty()) return redirect("/admin/account");
  FormErrors form_errors = check_identity(services, read, *user, address);
  if (form_errors.errors.empty()) {
    const Status off = noted(services, read.who.username, AuditAction::TwoStepOff, {},
                             [&] { return services.common.store.clear_two_step(user->id); });
    if (!off) form_errors.errors = {off.error()};
  }
  if (!form_errors.errors.empty()) return turn_off_page(services, read.who, read.locale, form_errors);
  return redirect("/admin/account");
}

void post_off(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_session_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  if (read->who.two_step_policy == accounts::TwoStepPolicy::Required) {
    return reply(refusal(services, request, {ErrorCode::TwoStepNeeded, Field::None}));
  }
  const std::string address = services.common.client_addresses.of(request);
  run_throttled_on_hash_pool(
      services, reply, password_try(*read, address),
      [&services, read = *read, address] { return HashedReply{turn_off(services, read, address)}; },
      [&services, read = *read](const FormErrors& form_errors) {
        return turn_off_page(services, read.who, read.locale, form_errors);
      });
}

}  // namespace

void add_two_step_routes(http::Server& server, const AdminServices& services) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/admin/account/two-step", get_two_step);
  route(Method::Post, "/admin/account/two-step", post_two_step);
  route(Method::Get, "/admin/account/two-step/qr", get_qr);
  route(Method::Post, "/admin/account/two-step/off", post_off);
}

}  // namespace undersigned::admin
