#include "server/api/confirm_routes.h"

#include <optional>
#include <utility>
#include <vector>

#include "server/api/forms.h"
#include "server/api/problems.h"
#include "server/api/rate_limit.h"
#include "server/api/reader.h"
#include "server/api/sender.h"
#include "server/api/signed_reply.h"
#include "server/http/route_with.h"
#include "server/signing/confirm.h"
#include "server/signing/counted_partner.h"

namespace undersigned::api {
namespace {

using http::Reply;
using http::Request;
using http::Response;

// A request with its campaign, its form, and who may read the response.
struct Call {
  campaigns::EntryPointer entry;
  PendingForm form;
  Locale locale = Locale::English;
  Reader reader;
};

// Replies itself if the request cannot be processed.
std::optional<Call> take_call(const Services& services, const Request& request, signing::RateLimitedAction action,
                              const Reply& reply) {
  const Locale asked = locale_of(request);
  const auto refuse = [&](Error error, const Reader& reader) {
    reply(for_reader(problem(error, asked), reader));
    return std::nullopt;
  };
  const auto snapshot = services.catalog.snapshot();
  const Result<Sender> sender = identify_sender(request, *snapshot, services.base_url);
  if (!sender) return refuse(sender.error(), {.refused = true});
  Call call{.entry = snapshot->published(request.parameter("slug")), .form = {}, .reader = {.origin = sender->origin}};
  if (call.entry == nullptr) return refuse({ErrorCode::UnknownCampaign, Field::Campaign}, call.reader);
  Result<PendingForm> form = read_pending_form(request);
  if (!form && form.error().code == ErrorCode::UnsupportedMedia) {
    Response refusal = problem(form.error(), asked);
    refusal.headers.push_back({"Accept-Post", std::string(http::kFormType)});
    reply(for_reader(std::move(refusal), call.reader));
    return std::nullopt;
  }
  if (!form) return refuse(form.error(), call.reader);
  call.form = std::move(form).value();
  call.locale = call.form.locale.empty() ? asked : locale_from_tag(call.form.locale);
  if (const std::int64_t wait_s = admit(services, request, action)) {
    const bool code = action == signing::RateLimitedAction::ConfirmByCode;
    reply(for_reader(too_many(wait_s, call.locale, code ? Field::Code : Field::None), call.reader));
    return std::nullopt;
  }
  return call;
}

void post_confirmation(const Services& services, const Request& request, const Reply& reply) {
  const std::optional<Call> call = take_call(services, request, signing::RateLimitedAction::ConfirmByCode, reply);
  if (!call) return;
  const auto snapshot = services.catalog.snapshot();
  const std::string& origin = call->reader.origin;
  SharedLinks shared{signing::counted_partner(*snapshot, origin, {}), partner_page(*snapshot, origin, call->form.page)};
  const signing::CodeRefusal refusal =
      signing::confirm_by_code(services, call->entry, signing::request_name(services, *call->entry, call->form.signer),
                               call->form.code, services.client_addresses.of(request),
                               [&services, entry = call->entry, locale = call->locale, shared = std::move(shared),
                                reader = call->reader, reply](const Result<store::Signed>& outcome) mutable {
                                 reply.later([&services, entry = std::move(entry), locale, shared = std::move(shared),
                                              reader = std::move(reader), outcome] {
                                   return for_reader(thanks_reply(services, entry, locale, shared, outcome), reader);
                                 });
                               });
  if (refusal.errors.empty()) return;
  reply(for_reader(refusal.retry_after_s > 0 ? too_many(refusal.retry_after_s, call->locale, Field::Code)
                                             : problem(refusal.errors, call->locale),
                   call->reader));
}

void post_again(const Services& services, const Request& request, const Reply& reply) {
  const std::optional<Call> call = take_call(services, request, signing::RateLimitedAction::MailAgain, reply);
  if (!call) return;
  signing::send_again(
      services, call->entry, signing::request_name(services, *call->entry, call->form.signer),
      services.client_addresses.of(request),
      [locale = call->locale, reader = call->reader, reply](const Result<store::Signed>& outcome) mutable {
        reply.later([locale, reader = std::move(reader), outcome] {
          return for_reader(resent_reply(locale, outcome), reader);
        });
      });
}

}  // namespace

void add_confirm_routes(http::Server& server, const Services& services) {
  const auto route = http::route_with(server, services);
  route(http::Method::Post, "/v1/campaigns/:slug/confirmations", with_equalized_timing(post_confirmation));
  route(http::Method::Post, "/v1/campaigns/:slug/confirmations/again", with_equalized_timing(post_again));
}

}  // namespace undersigned::api
