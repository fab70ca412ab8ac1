#include "server/api/challenge_routes.h"

#include <utility>

#include "server/api/json_object.h"
#include "server/api/problems.h"
#include "server/api/rate_limit.h"
#include "server/http/cors.h"
#include "server/http/security_headers.h"

namespace undersigned::api {
namespace {

using http::Reply;
using http::Request;
using http::Response;

Response for_everybody(Response response) {
  for (http::Header& header : http::public_cors_headers()) response.headers.push_back(std::move(header));
  response.headers.push_back({"Access-Control-Expose-Headers", "Retry-After"});
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

void get_challenge(const Services& services, const Request& request, const Reply& reply) {
  const Locale locale = locale_of(request);
  const auto entry = services.catalog.snapshot()->published(request.parameter("slug"));
  if (entry == nullptr) return reply(for_everybody(problem({ErrorCode::UnknownCampaign, Field::Campaign}, locale)));
  if (const std::int64_t wait_s = admit(services, request, signing::RateLimitedAction::AskChallenge)) {
    return reply(for_everybody(too_many(wait_s, locale)));
  }
  const signing::Challenge challenge =
      services.guard.challenge_for(services.client_addresses.of(request), entry->campaign.slug,
                                   signing::mails_of(entry->campaign, services.thanks_mails), services.utc_now_ms());
  Response response = http::make_response(200, std::string(http::kJsonType), challenge_document(challenge));
  response.headers.push_back({"Cache-Control", "no-store"});
  reply(for_everybody(std::move(response)));
}

}  // namespace

std::string challenge_document(const signing::Challenge& challenge) {
  return JsonObject()
      .optional_text("token", challenge.token)
      .number("bits", static_cast<std::uint64_t>(challenge.bits))
      .str();
}

void add_challenge_route(http::Server& server, const Services& services) {
  server.route(http::Method::Get, "/v1/campaigns/:slug/challenge",
               [&services](const Request& request, const Reply& reply) { get_challenge(services, request, reply); });
}

}  // namespace undersigned::api
