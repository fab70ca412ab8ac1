#include "server/api/sign_routes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/api/challenge_routes.h"
#include "server/api/documents.h"
#include "server/api/forms.h"
#include "server/api/problems.h"
#include "server/api/reader.h"
#include "server/api/sender.h"
#include "server/api/sign_json.h"
#include "server/api/signed_reply.h"
#include "server/http/cors.h"
#include "server/http/problem.h"
#include "server/http/security_headers.h"
#include "server/signing/counted_partner.h"
#include "server/signing/sign.h"

namespace undersigned::api {
namespace {

using http::Reply;
using http::Request;
using http::Response;

// The signer's language: from the form, else from the request.
Locale signer_locale(const Request& request, SignatureForm& form) {
  if (form.locale.empty()) form.locale = locale_tag(locale_of(request));
  return locale_from_tag(form.locale);
}

struct ReadForm {
  SignatureForm form;
  std::optional<Response> refusal;
};

ReadForm read_json(const Request& request, Locale locale) {
  Result<SignJson> json = parse_sign_json(request.body);
  if (!json) return {{}, problem(json.error(), locale)};
  if (json->wrong_types.empty()) return {std::move(json.value().form), std::nullopt};

  http::Problem refusal;
  refusal.status = status_of(ErrorCode::BadType);
  for (const WrongType& wrong : json->wrong_types) {
    refusal.errors.push_back({wrong.member, std::string(error_name(ErrorCode::BadType)),
                              text_of(locale, Message::ErrorBadType, {{"field", wrong.member}})});
  }
  refusal.detail = refusal.errors.front().detail;
  return {{}, http::problem_response(refusal)};
}

ReadForm read_body(const Request& request) {
  const Locale locale = locale_of(request);
  if (request.has_media_type(http::kJsonType)) return read_json(request, locale);
  Result<SignatureForm> form = read_signature_form(request);
  if (form) return {std::move(form).value(), std::nullopt};
  Response refusal = problem(form.error(), locale);
  if (form.error().code == ErrorCode::UnsupportedMedia) {
    refusal.headers.push_back({"Accept-Post", std::string(http::kFormType) + ", " + std::string(http::kJsonType)});
  }
  return {{}, std::move(refusal)};
}

bool has_error(const signing::Refusal& refusal, ErrorCode code) {
  return std::any_of(refusal.errors.begin(), refusal.errors.end(), [code](Error error) { return error.code == code; });
}

// The response to a refused signature. If the text has changed, it holds the current petition for the signer to read,
// and the form document, of which the browser may have an older one.
Response refusal_of(const Services& services, const campaigns::Entry& entry, const signing::Refusal& refusal,
                    Locale locale) {
  if (has_error(refusal, ErrorCode::TooManyRequests)) return too_many(refusal.retry_after_s, locale);
  ProblemMembers members;
  if (has_error(refusal, ErrorCode::ChallengeNeeded)) {
    members.emplace_back("challenge", challenge_document(refusal.challenge));
  }
  if (has_error(refusal, ErrorCode::TextChanged)) {
    if (const Result<std::string> document = view_document(services, entry, locale)) {
      members.emplace_back("petition", *document);
      members.emplace_back("form", form_document(entry, locale));
    }
  }
  return problem(refusal.errors, locale, std::move(members));
}

void post_signature(const Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const Result<Sender> sender = identify_sender(request, *snapshot, services.base_url);
  if (!sender) return reply(for_reader(problem(sender.error(), locale_of(request)), {.refused = true}));
  Reader reader{.origin = sender->origin};
  auto entry = snapshot->published(request.parameter("slug"));
  if (entry == nullptr) {
    return reply(for_reader(problem({ErrorCode::UnknownCampaign, Field::Campaign}, locale_of(request)), reader));
  }
  ReadForm read = read_body(request);
  if (read.refusal) return reply(for_reader(std::move(*read.refusal), reader));

  SignatureForm& form = read.form;
  const Locale locale = signer_locale(request, form);
  if (form.idempotency_key.empty()) form.idempotency_key = request.header("Idempotency-Key");
  std::string partner = signing::counted_partner(*snapshot, sender->origin, form.partner);
  SharedLinks shared{partner, partner_page(*snapshot, sender->origin, form.page)};
  const signing::Refusal refusal = sign(
      services, {entry, std::move(form), reader.origin, partner, services.client_addresses.of(request)},
      [&services, entry, locale, shared = std::move(shared), reader,
       reply](const Result<store::Signed>& outcome) mutable {
        const http::Time not_before = outcome ? services.timing_equalizer.time_for_group(outcome->group) : http::Time{};
        reply.later([&services, entry = std::move(entry), locale, shared = std::move(shared),
                     reader = std::move(reader), outcome, not_before] {
          const bool confirms = entry->campaign.confirmation == ConfirmationPolicy::Email;
          Response response = for_reader(confirms ? pending_reply(services, *entry, locale, outcome)
                                                  : thanks_reply(services, entry, locale, shared, outcome),
                                         reader);
          response.not_before = not_before;
          return response;
        });
      });
  if (!refusal.errors.empty()) reply(for_reader(refusal_of(services, *entry, refusal, locale), reader));
}

// Preflight for JSON, which no form can send. Partners and this server's own pages may send it.
void allow_json(const Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const Result<Sender> sender = identify_sender(request, *snapshot, services.base_url);
  http::Origins allowed;
  if (sender.ok() && !sender->origin.empty()) allowed.insert(sender->origin);
  Response response = http::preflight_response(request.header("Origin"), allowed,
                                               {.methods = "POST", .headers = "Content-Type, Idempotency-Key"});
  http::add_security_headers(response, http::Audience::AnySite);
  reply(std::move(response));
}

}  // namespace

void add_sign_routes(http::Server& server, const Services& services) {
  constexpr std::string_view kPath = "/v1/campaigns/:slug/signatures";
  server.route(http::Method::Post, kPath,
               [&services](const Request& request, const Reply& reply) { post_signature(services, request, reply); });
  server.route(http::Method::Options, kPath,
               [&services](const Request& request, const Reply& reply) { allow_json(services, request, reply); });
}

}  // namespace undersigned::api
