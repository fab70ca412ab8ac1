#include "server/pages/confirm_page.h"

#include <optional>
#include <utility>
#include <vector>

#include "server/api/forms.h"
#include "server/api/problems.h"
#include "server/api/rate_limit.h"
#include "server/api/sender.h"
#include "server/campaigns/consent_text.h"
#include "server/http/route_with.h"
#include "server/limits.h"
#include "server/pages/country_names.h"
#include "server/pages/error_page.h"
#include "server/pages/request_seal.h"
#include "server/signing/confirm.h"
#include "shared/view/entered_view.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Tag;

// For an expired link.
constexpr int kGone = 410;

// A page between the form and the thank-you page: it has no address of its own and is not indexed.
Document step_document(const PageContext& context, const std::string& title) {
  Document document = document_of(context);
  document.title = title + ": " + document.title;
  document.description.clear();
  document.path.clear();
  if (!context.embed.framed()) document.script = {};  // in a frame it reports the page's height to the site
  return document;
}

// A form of the pending page with its context.
struct PendingCall {
  campaigns::EntryPointer entry;
  std::optional<signing::RequestName> request;
  std::string code;
  Locale locale = Locale::English;
  EmbedContext embed;
};

std::string sealed(const api::Services& services, const std::optional<signing::RequestName>& request) {
  // A request that does not exist looks the same.
  return seal_request(services.pending_page_key, request.value_or(signing::RequestName{}), services.utc_now_ms());
}

// The page with the form again, and the errors.
Response again_page(const api::Services& services, const PendingCall& call, std::vector<Error> errors) {
  view::PendingState state;
  state.request = sealed(services, call.request);
  state.errors = std::move(errors);
  return pending_page(services, {*call.entry, call.locale, call.embed}, state);
}

// Replies itself if the request cannot be processed.
std::optional<PendingCall> take_call(const api::Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const EmbedContext embed = embed_context_of(request, *snapshot);
  const Locale reader = api::locale_of(request);
  const auto refuse = [&](Error error) {
    reply(error_page(error, reader, services.assets, embed));
    return std::nullopt;
  };
  if (const Status own = api::require_own_page(request, services.base_url); !own) return refuse(own.error());
  auto entry = snapshot->published(request.parameter("slug"));
  if (entry == nullptr) return refuse({ErrorCode::UnknownCampaign});
  Result<api::PendingForm> form = api::read_pending_form(request);
  if (!form) return refuse(form.error());
  const Locale locale = form->locale.empty() ? reader : locale_from_tag(form->locale);
  const auto named = form->request.empty()
                         ? signing::request_name(services, *entry, form->signer)
                         : unseal_request(services.pending_page_key, form->request, services.utc_now_ms());
  return PendingCall{std::move(entry), named, std::move(form->code), locale, embed};
}

Response step_too_many(const api::Services& services, const PendingCall& call, std::int64_t wait_s, Field field) {
  Response response = again_page(services, call, {{ErrorCode::TooManyRequests, field}});
  http::set_retry_after(response, wait_s);
  return response;
}

// Replies and returns true if the client has to come back later.
bool replied_too_many(const api::Services& services, const Request& request, signing::RateLimitedAction action,
                      const PendingCall& call, const Reply& reply) {
  const std::int64_t wait_s = api::admit(services, request, action);
  if (wait_s == 0) return false;
  const bool code = action == signing::RateLimitedAction::ConfirmByCode;
  reply(step_too_many(services, call, wait_s, code ? Field::Code : Field::None));
  return true;
}

void post_code(const api::Services& services, const Request& request, const Reply& reply) {
  std::optional<PendingCall> call = take_call(services, request, reply);
  if (!call || replied_too_many(services, request, signing::RateLimitedAction::ConfirmByCode, *call, reply)) return;
  signing::CodeRefusal refusal =
      signing::confirm_by_code(services, call->entry, call->request, call->code, services.client_addresses.of(request),
                               [&services, call = *call, reply](const Result<store::Signed>& outcome) mutable {
                                 reply.later([&services, call = std::move(call), outcome] {
                                   return outcome.ok() ? to_signed_page({*call.entry, call.locale, call.embed})
                                                       : again_page(services, call, {outcome.error()});
                                 });
                               });
  if (refusal.retry_after_s > 0) {
    return reply(step_too_many(services, *call, refusal.retry_after_s, Field::Code));
  }
  if (!refusal.errors.empty()) reply(again_page(services, *call, std::move(refusal.errors)));
}

void post_again(const api::Services& services, const Request& request, const Reply& reply) {
  std::optional<PendingCall> call = take_call(services, request, reply);
  if (!call || replied_too_many(services, request, signing::RateLimitedAction::MailAgain, *call, reply)) return;
  signing::send_again(
      services, call->entry, call->request, services.client_addresses.of(request),
      [&services, call = *call, reply](const Result<store::Signed>& outcome) mutable {
        reply.later([&services, call = std::move(call), outcome] {
          if (!outcome) return again_page(services, call, {outcome.error()});
          return to_pending_page(services, {*call.entry, call.locale, call.embed}, call.request, view::Again::Asked);
        });
      });
}

// The page that a form led to, or that somebody comes back to.
void get_pending(const api::Services& services, const Request& request, const Reply& reply) {
  const auto found = addressed_campaign(services, request);
  if (!found) return reply(found.error());
  const PageContext context = found->context();
  view::PendingState state;
  state.request = request.query("r");
  if (!unseal_request(services.pending_page_key, state.request, services.utc_now_ms())) {
    return reply(see_other(address_in(found->embed, context.entry.campaign.slug, "", context.locale), found->embed));
  }
  if (!request.query("again").empty()) state.again = view::Again::Asked;
  reply(pending_page(services, context, state));
}

void get_step(const api::Services& services, const Request& request, const Reply& reply) {
  const auto found = addressed_campaign(services, request);
  if (!found) return reply(found.error());
  reply(see_other(address_in(found->embed, found->entry->campaign.slug, "", found->locale), found->embed));
}

// The page of an expired link.
Response expired_page(const api::Services& services, const PageContext& context) {
  Document document = step_document(context, text_of(context.locale, Message::ConfirmTitle));
  const std::string to_form = address_in(context.embed, context.entry.campaign.slug, "", context.locale) + "#sign";
  document.content = {campaign_article(
      context, {view::element(Tag::Div, {{Attr::Class, "notice"}, {Attr::Role, "status"}},
                              {view::element(Tag::P, {}, text_of(context.locale, Message::ConfirmExpired)),
                               view::element(Tag::P, {},
                                             {view::element(Tag::A, {{Attr::Class, "button"}, {Attr::Href, to_form}},
                                                            text_of(context.locale, Message::ReadAndSign))})})})};
  return page_response(kGone, write_campaign_document(services, std::move(document), context));
}

// The button confirms what is shown above it.
Response link_page(const api::Services& services, const PageContext& context, const std::string& token,
                   const store::SignatureRecord& request) {
  const std::string title = text_of(context.locale, Message::ConfirmTitle);
  Document document = step_document(context, title);
  const auto hidden = [](std::string_view name, std::string_view value) {
    return view::element(Tag::Input,
                         {{Attr::Type, "hidden"}, {Attr::Name, std::string(name)}, {Attr::Value, std::string(value)}});
  };
  const auto fields =
      view::entered_fields(request.signature, context.locale, country_name(request.signature.country, context.locale),
                           campaigns::consent_texts(&context.entry, request.signature, context.locale));
  document.content = {campaign_article(
      context,
      {view::element(
          Tag::Form, {{Attr::Class, "sign"}, {Attr::Method, "post"}, {Attr::Action, "/confirm"}},
          {view::element(Tag::H2, {{Attr::Class, "form-heading"}}, title),
           view::element(Tag::P, {}, text_of(context.locale, Message::ConfirmText)), view::entered_list(fields, "kept"),
           hidden("c", context.entry.campaign.slug), hidden("t", token), hidden("locale", locale_tag(context.locale)),
           view::element(Tag::Button, {{Attr::Class, "primary"}, {Attr::Type, "submit"}},
                         text_of(context.locale, Message::ButtonConfirm)),
           view::element(Tag::P, {{Attr::Class, "small"}}, text_of(context.locale, Message::ConfirmNotYou))})})};
  return page_response(200, write_campaign_document(services, std::move(document), context));
}

// The page of a link whose request is already confirmed: only sharing is left.
Response confirmed_page(const api::Services& services, const PageContext& context) {
  Document document = step_document(context, text_of(context.locale, Message::ConfirmTitle));
  document.title =
      text_of(context.locale, Message::ConfirmAlready) + " " + context.entry.text(context.locale).campaign.title;
  document.script = "page.js";
  document.content = {
      campaign_article(context, {view::element(Tag::P, {{Attr::Class, "notice"}, {Attr::Role, "status"}},
                                               text_of(context.locale, Message::ConfirmAlready)),
                                 view::thank_you(page_without_store(services, context))})};
  return page_response(200, write_campaign_document(services, std::move(document), context));
}

void get_confirm(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const auto entry = services.catalog.snapshot()->published(request.query("c"));
  if (entry == nullptr) return reply(error_page({ErrorCode::UnknownCampaign}, locale, services.assets));
  const EmbedContext embed;
  const PageContext context{*entry, locale, embed};
  const std::string token(request.query("t"));
  const Result<store::SignatureRecord> behind = signing::request_behind_link(services, entry, token);
  if (!behind && behind.error().code != ErrorCode::WrongCode) {
    return reply(error_page(behind.error(), locale, services.assets));
  }
  // It was withdrawn later: only signing again brings it back.
  if (!behind || behind->status == store::SignatureStatus::Withdrawn) return reply(expired_page(services, context));
  const bool waits = behind->status == store::SignatureStatus::Pending;
  reply(waits ? link_page(services, context, token, *behind) : confirmed_page(services, context));
}

void post_confirm(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale reader = api::locale_of(request);
  const auto refuse = [&](Error error) { reply(error_page(error, reader, services.assets)); };
  if (const Status own = api::require_own_page(request, services.base_url); !own) return refuse(own.error());
  const Result<Form> form = api::read_form(request);
  if (!form) return refuse(form.error());
  const auto value = [&](std::string_view name) { return api::field_value(*form, name); };
  const auto entry = services.catalog.snapshot()->published(value("c"));
  if (entry == nullptr) return refuse({ErrorCode::UnknownCampaign});
  const Locale locale = value("locale").empty() ? reader : locale_from_tag(value("locale"));
  if (const std::int64_t wait_s = api::admit(services, request, signing::RateLimitedAction::ConfirmByLink)) {
    return reply(too_many_page(wait_s, locale, services.assets));
  }
  signing::confirm_by_link(services, entry, value("t"),
                           [&services, entry, locale, reply](const Result<store::Signed>& outcome) mutable {
                             reply.later([&services, entry = std::move(entry), locale, outcome] {
                               const EmbedContext embed;
                               const PageContext context{*entry, locale, embed};
                               if (outcome.ok()) return to_signed_page(context);
                               if (outcome.error().code == ErrorCode::WrongCode) return expired_page(services, context);
                               return error_page(outcome.error(), locale, services.assets);
                             });
                           });
}

}  // namespace

Response to_pending_page(const api::Services& services, const PageContext& context,
                         const std::optional<signing::RequestName>& request, view::Again again) {
  std::string address = address_in(context.embed, context.entry.campaign.slug, "/pending", context.locale);
  address += "&r=" + sealed(services, request);
  if (again == view::Again::Asked) address += "&again=1";
  return see_other(std::move(address), context.embed);
}

Response pending_page(const api::Services& services, const PageContext& context, const view::PendingState& state) {
  view::PetitionPage page = page_without_store(services, context);
  page.base_url.clear();  // relative: the form goes to where the page came from
  std::string title = text_of(context.locale, Message::PendingHeading);
  if (!state.errors.empty()) title = text_of(context.locale, Message::ErrorSummaryTitle) + ": " + title;
  Document document = step_document(context, title);
  document.content = {campaign_article(context, {view::pending(page, state)})};
  const int status = state.errors.empty() ? 200 : api::status_of(state.errors.front().code);
  Response response =
      page_response(status, write_campaign_document(services, std::move(document), context), context.embed);
  if (status == 503) http::set_retry_after(response, limits::kBusyRetryAfterS);
  return response;
}

void add_confirm_page_routes(http::Server& server, const api::Services& services) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/confirm", get_confirm);
  route(Method::Post, "/confirm", api::with_equalized_timing(post_confirm));
  for (const char* const page : {"/p/:slug", "/e/:slug"}) {
    const std::string path(page);
    route(Method::Get, path + "/pending", get_pending);
    route(Method::Post, path + "/confirm", api::with_equalized_timing(post_code));
    route(Method::Post, path + "/again", api::with_equalized_timing(post_again));
    route(Method::Get, path + "/confirm", get_step);
    route(Method::Get, path + "/again", get_step);
  }
}

}  // namespace undersigned::pages
