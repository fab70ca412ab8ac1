#include "server/pages/confirm_page.h"

#include <optional>
#include <utility>
#include <vector>

#include "server/api/confirm.h"
#include "server/api/errand.h"
#include "server/api/problems.h"
#include "server/api/sender.h"
#include "server/http/ascii.h"
#include "server/http/route_with.h"
#include "server/mail/code.h"
#include "server/pages/error_page.h"
#include "shared/limits.h"
#include "shared/text/form_urlencoded.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Tag;

// Follows a link whose time is over, as long as anybody has it.
constexpr int kGone = 410;

// A page between the form and the thanks: nobody comes back to it, or finds it by searching.
Document step_document(const Place& place, const std::string& title) {
  Document document = document_of(place);
  document.title = title + ": " + document.title;
  document.description.clear();
  document.path.clear();
  if (!place.setting.framed()) document.script = {};  // in a frame it tells the site around how high the page is
  return document;
}

// A form of the pending page that may be looked at.
struct PendingCall {
  catalog::EntryPointer entry;
  api::SignerForm form;
  Locale locale = Locale::English;
  Setting setting;
};

view::PendingState state_of(const api::SignerForm& form) {
  return {.name = form.name, .organization = form.organization, .email = form.email, .errors = {}};
}

// Replies by itself where there is nothing to look at.
std::optional<PendingCall> take_call(const api::Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const Setting setting = setting_of(request, *snapshot);
  const Locale reader = api::locale_of(request);
  const auto refuse = [&](Error error) {
    reply(error_page(error, reader, services.assets, setting));
    return std::nullopt;
  };
  if (const Status own = api::require_own_page(request, services.base_url); !own) return refuse(own.error());
  auto entry = snapshot->published(request.parameter("slug"));
  if (entry == nullptr) return refuse({ErrorCode::UnknownCampaign});
  if (!http::equal_ignoring_case(request.media_type(), "application/x-www-form-urlencoded")) {
    return refuse({ErrorCode::UnsupportedMedia});
  }
  Result<api::SignerForm> form = api::parse_signer_form(request.body);
  if (!form) return refuse(form.error());
  const Locale locale = form->locale.empty() ? reader : locale_from_tag(form->locale);
  return PendingCall{std::move(entry), std::move(form).value(), locale, setting};
}

// The page again with what was typed, for those who have to come back later; false for everybody else.
bool replied_too_many(const api::Services& services, const Request& request, abuse::Errand errand,
                      const PendingCall& call, const Reply& reply) {
  const std::int64_t wait_s = api::admit(services, request, errand);
  if (wait_s == 0) return false;
  view::PendingState state = state_of(call.form);
  state.errors = {{ErrorCode::TooManyRequests, Field::None}};
  Response response = pending_page(services, {*call.entry, call.locale, call.setting}, state);
  response.headers.push_back({"Retry-After", std::to_string(wait_s)});
  reply(std::move(response));
  return true;
}

void post_code(const api::Services& services, const Request& request, const Reply& reply) {
  std::optional<PendingCall> call = take_call(services, request, reply);
  if (!call || replied_too_many(services, request, abuse::Errand::ConfirmByCode, *call, reply)) return;
  const auto again = [&services, call = *call](std::vector<Error> errors) {
    view::PendingState state = state_of(call.form);
    state.errors = std::move(errors);
    return pending_page(services, {*call.entry, call.locale, call.setting}, state);
  };
  std::vector<Error> errors =
      api::confirm_by_code(services, call->entry, call->form,
                           [again, entry = call->entry, locale = call->locale, setting = call->setting,
                            reply](const Result<store::Signed>& outcome) {
                             reply(outcome.ok() ? to_signed_page({*entry, locale, setting}) : again({outcome.error()}));
                           });
  if (!errors.empty()) reply(again(std::move(errors)));
}

void post_again(const api::Services& services, const Request& request, const Reply& reply) {
  std::optional<PendingCall> call = take_call(services, request, reply);
  if (!call || replied_too_many(services, request, abuse::Errand::MailAgain, *call, reply)) return;
  api::send_again(services, call->entry, call->form,
                  [&services, call = *call, reply](const Result<store::Signed>& outcome) {
                    view::PendingState state = state_of(call.form);
                    state.again = view::Again::Asked;
                    if (!outcome) state.errors = {outcome.error()};
                    reply(pending_page(services, {*call.entry, call.locale, call.setting}, state));
                  });
}

void get_step(const api::Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const Setting setting = setting_of(request, *snapshot);
  const auto entry = snapshot->published(request.parameter("slug"));
  if (entry == nullptr) {
    return reply(error_page({ErrorCode::UnknownCampaign}, api::locale_of(request), services.assets, setting));
  }
  reply(see_other(address_in(setting, entry->campaign.slug, "", reader_locale(request, entry->campaign)), setting));
}

// The link of a mail that works no more.
Response expired_page(const api::Services& services, const Place& place) {
  Document document = step_document(place, text_of(place.locale, Message::ConfirmTitle));
  const std::string to_form = address_in(place.setting, place.entry.campaign.slug, "", place.locale) + "#sign";
  document.content = {campaign_article(
      place, {view::element(Tag::Div, {{Attr::Class, "notice"}, {Attr::Role, "status"}},
                            {view::element(Tag::P, {}, text_of(place.locale, Message::ConfirmExpired)),
                             view::element(Tag::P, {},
                                           {view::element(Tag::A, {{Attr::Class, "button"}, {Attr::Href, to_form}},
                                                          text_of(place.locale, Message::ReadAndSign))})})})};
  return page_response(kGone, write_campaign_document(services, std::move(document), place));
}

Response link_page(const api::Services& services, const Place& place, const std::string& token) {
  const std::string title = text_of(place.locale, Message::ConfirmTitle);
  Document document = step_document(place, title);
  const auto hidden = [](std::string_view name, std::string_view value) {
    return view::element(Tag::Input,
                         {{Attr::Type, "hidden"}, {Attr::Name, std::string(name)}, {Attr::Value, std::string(value)}});
  };
  document.content = {campaign_article(
      place, {view::element(Tag::Form, {{Attr::Class, "sign"}, {Attr::Method, "post"}, {Attr::Action, "/confirm"}},
                            {view::element(Tag::H2, {{Attr::Class, "form-heading"}}, title),
                             view::element(Tag::P, {}, text_of(place.locale, Message::ConfirmText)),
                             hidden("c", place.entry.campaign.slug), hidden("t", token),
                             hidden("locale", locale_tag(place.locale)),
                             view::element(Tag::Button, {{Attr::Class, "primary"}, {Attr::Type, "submit"}},
                                           text_of(place.locale, Message::ButtonConfirm))})})};
  return page_response(200, write_campaign_document(services, std::move(document), place));
}

void get_confirm(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const auto entry = services.catalog.snapshot()->published(request.query("c"));
  if (entry == nullptr) return reply(error_page({ErrorCode::UnknownCampaign}, locale, services.assets));
  const Setting setting;
  const Place place{*entry, locale, setting};
  const std::string token(request.query("t"));
  if (!mail::cursor_of_link_token(token)) return reply(expired_page(services, place));
  reply(link_page(services, place, token));
}

void post_confirm(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale reader = api::locale_of(request);
  const auto refuse = [&](Error error) { reply(error_page(error, reader, services.assets)); };
  if (const Status own = api::require_own_page(request, services.base_url); !own) return refuse(own.error());
  if (!http::equal_ignoring_case(request.media_type(), "application/x-www-form-urlencoded")) {
    return refuse({ErrorCode::UnsupportedMedia});
  }
  const Result<Form> form = parse_form(request.body);
  if (!form) return refuse({ErrorCode::BadBody, Field::Body});
  const auto value = [&](std::string_view name) {
    const std::string* found = find_field(*form, name);
    return found == nullptr ? std::string() : *found;
  };
  const auto entry = services.catalog.snapshot()->published(value("c"));
  if (entry == nullptr) return refuse({ErrorCode::UnknownCampaign});
  const Locale locale = value("locale").empty() ? reader : locale_from_tag(value("locale"));
  if (const std::int64_t wait_s = api::admit(services, request, abuse::Errand::ConfirmByLink)) {
    return reply(too_many_page(wait_s, locale, services.assets));
  }
  api::confirm_by_link(services, entry, value("t"),
                       [&services, entry, locale, reply](const Result<store::Signed>& outcome) {
                         const Setting setting;
                         const Place place{*entry, locale, setting};
                         if (outcome.ok()) return reply(to_signed_page(place));
                         if (outcome.error().code == ErrorCode::WrongCode) {
                           return reply(expired_page(services, place));
                         }
                         reply(error_page(outcome.error(), locale, services.assets));
                       });
}

}  // namespace

Response pending_page(const api::Services& services, const Place& place, const view::PendingState& state) {
  view::PetitionPage page = page_without_store(services, place);
  page.base_url.clear();  // the form goes to where the page came from
  std::string title = text_of(place.locale, Message::PendingHeading);
  if (!state.errors.empty()) title = text_of(place.locale, Message::ErrorSummaryTitle) + ": " + title;
  Document document = step_document(place, title);
  document.content = {campaign_article(place, {view::pending(page, state)})};
  const int status = state.errors.empty() ? 200 : api::status_of(state.errors.front().code);
  Response response =
      page_response(status, write_campaign_document(services, std::move(document), place), place.setting);
  if (status == 503) response.headers.push_back({"Retry-After", std::to_string(limits::kBusyRetryAfterS)});
  return response;
}

void add_confirm_page_routes(http::Server& server, const api::Services& services) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/confirm", get_confirm);
  route(Method::Post, "/confirm", post_confirm);
  for (const char* const place : {"/p/:slug", "/e/:slug"}) {
    const std::string path(place);
    route(Method::Post, path + "/confirm", post_code);
    route(Method::Post, path + "/again", post_again);
    route(Method::Get, path + "/confirm", get_step);
    route(Method::Get, path + "/again", get_step);
  }
}

}  // namespace undersigned::pages
