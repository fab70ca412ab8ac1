#include "server/api/confirm_routes.h"

#include <optional>
#include <utility>
#include <vector>

#include "server/api/confirm.h"
#include "server/api/errand.h"
#include "server/api/problems.h"
#include "server/api/reader.h"
#include "server/api/sender.h"
#include "server/api/signed_reply.h"
#include "server/http/ascii.h"

namespace undersigned::api {
namespace {

using http::Reply;
using http::Request;
using http::Response;

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

// A request that may be looked at: whose campaign, what it says, who reads the answer.
struct Call {
  catalog::EntryPointer entry;
  SignerForm form;
  Locale locale = Locale::English;
  Reader reader;
};

// Replies by itself where there is nothing to look at.
std::optional<Call> take_call(const Services& services, const Request& request, abuse::Errand errand,
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
  if (!http::equal_ignoring_case(request.media_type(), kFormType)) {
    Response refusal = problem({ErrorCode::UnsupportedMedia, Field::Body}, asked);
    refusal.headers.push_back({"Accept-Post", std::string(kFormType)});
    reply(for_reader(std::move(refusal), call.reader));
    return std::nullopt;
  }
  Result<SignerForm> form = parse_signer_form(request.body);
  if (!form) return refuse(form.error(), call.reader);
  call.form = std::move(form).value();
  call.locale = call.form.locale.empty() ? asked : locale_from_tag(call.form.locale);
  if (const std::int64_t wait_s = admit(services, request, errand)) {
    reply(for_reader(too_many(wait_s, call.locale), call.reader));
    return std::nullopt;
  }
  return call;
}

void post_confirmation(const Services& services, const Request& request, const Reply& reply) {
  const std::optional<Call> call = take_call(services, request, abuse::Errand::ConfirmByCode, reply);
  if (!call) return;
  const std::string partner = partner_of({call->reader.origin}, *services.catalog.snapshot(), {});
  const std::vector<Error> errors =
      confirm_by_code(services, call->entry, call->form,
                      [&services, entry = call->entry, locale = call->locale, partner, reader = call->reader,
                       reply](const Result<store::Signed>& outcome) {
                        reply(for_reader(thanks_reply(services, entry, locale, partner, outcome), reader));
                      });
  if (!errors.empty()) reply(for_reader(problem(errors, call->locale), call->reader));
}

void post_again(const Services& services, const Request& request, const Reply& reply) {
  const std::optional<Call> call = take_call(services, request, abuse::Errand::MailAgain, reply);
  if (!call) return;
  send_again(services, call->entry, call->form,
             [locale = call->locale, reader = call->reader, reply](const Result<store::Signed>& outcome) {
               reply(for_reader(resent_reply(locale, outcome), reader));
             });
}

}  // namespace

void add_confirm_routes(http::Server& server, const Services& services) {
  server.route(
      http::Method::Post, "/v1/campaigns/:slug/confirmations",
      [&services](const Request& request, const Reply& reply) { post_confirmation(services, request, reply); });
  server.route(http::Method::Post, "/v1/campaigns/:slug/confirmations/again",
               [&services](const Request& request, const Reply& reply) { post_again(services, request, reply); });
}

}  // namespace undersigned::api
