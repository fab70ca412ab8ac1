#include "server/admin/data_routes.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "server/admin/data_documents.h"
#include "server/admin/page.h"
#include "server/api/problems.h"
#include "server/http/security_headers.h"
#include "shared/limits.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using http::Response;

Response private_response(Response response) {
  http::add_security_headers(response, http::Audience::OwnPages);
  return response;
}

Response json_response(std::string json) {
  Response response = http::make_response(200, std::string(http::kJsonType), std::move(json));
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

using Data = Result<std::string> (*)(const api::Services&, const campaigns::Entry&, const Request&);

Result<std::string> momentum(const api::Services& services, const campaigns::Entry& entry, const Request& request) {
  const std::string_view unit = request.query("unit");
  if (unit != "hour" && unit != "day") return Error{ErrorCode::UnknownChoice, Field::None};
  return momentum_data(services, entry.campaign, unit == "hour" ? MomentumUnit::Hour : MomentumUnit::Day);
}

Result<std::string> sources(const api::Services& services, const campaigns::Entry& entry, const Request&) {
  return sources_data(services, entry.campaign);
}

Result<std::string> signatures(const api::Services& services, const campaigns::Entry& entry, const Request& request) {
  const std::string_view before_text = request.query("before");
  const auto before = parse_number<std::int64_t>(before_text);
  if (!before && !before_text.empty()) return Error{ErrorCode::BadValue, Field::None};
  const std::string_view limit_text = request.query("limit");
  const auto limit = parse_number<int>(limit_text);
  if (!limit_text.empty() && (!limit || *limit == 0)) return Error{ErrorCode::BadValue, Field::None};
  const auto wanted = limit ? static_cast<std::size_t>(*limit) : limits::kSignaturePageRows;
  return signatures_data(services, entry.campaign, before, std::min(wanted, limits::kSignaturePageRows));
}

Status may_see(const AdminServices& services, const Request& request, accounts::Right right) {
  const Result<accounts::SignedIn> who = signed_in_with(services, request, right);
  if (!who) return who.error();
  return Done{};
}

void get_campaigns(const AdminServices& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const Status allowed = may_see(services, request, accounts::Right::SeeCounts);
  if (!allowed) return reply(private_response(api::problem(allowed.error(), locale)));
  Result<std::string> json = campaigns_data(services.common);
  reply(private_response(json ? json_response(std::move(json).value()) : api::problem(json.error(), locale)));
}

void get_data(const AdminServices& services, const Request& request, const Reply& reply, Data data,
              accounts::Right right) {
  const Locale locale = api::locale_of(request);
  const auto refuse = [&](Error error) { reply(private_response(api::problem(error, locale))); };
  const Status allowed = may_see(services, request, right);
  if (!allowed) return refuse(allowed.error());
  const auto entry = services.common.catalog.snapshot()->any(request.parameter("slug"));
  if (entry == nullptr) return refuse({ErrorCode::UnknownCampaign, Field::Campaign});
  Result<std::string> json = data(services.common, *entry, request);
  if (!json) return refuse(json.error());
  reply(private_response(json_response(std::move(json).value())));
}

}  // namespace

void add_data_routes(http::Server& server, const AdminServices& services) {
  server.route(http::Method::Get, "/admin/data/campaigns",
               [&services](const Request& request, const Reply& reply) { get_campaigns(services, request, reply); });
  const auto route = [&](std::string_view name, Data data, accounts::Right right) {
    server.route(http::Method::Get, "/admin/data/campaigns/:slug/" + std::string(name),
                 [&services, data, right](const Request& request, const Reply& reply) {
                   get_data(services, request, reply, data, right);
                 });
  };
  route("momentum", momentum, accounts::Right::SeeCounts);
  route("sources", sources, accounts::Right::SeeCounts);
  route("signatures", signatures, accounts::Right::SeeSigners);
}

}  // namespace undersigned::admin
