#include "server/api/read_routes.h"

#include <functional>
#include <utility>

#include "server/api/documents.h"
#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/http/cors.h"
#include "server/http/security_headers.h"
#include "server/ready/ready_response.h"

namespace undersigned::api {
namespace {

using catalog::Document;
using catalog::ListDocument;
using http::Reply;
using http::Request;
using http::Response;
using ready::Freshness;

constexpr ready::ReadyHead kPublicJson{.content_type = "application/json",
                                       .cache_control = "public, max-age=10, stale-while-revalidate=60"};
// The words around a form change with the campaign's text, which a signature names: a stale one is answered with both.
constexpr ready::ReadyHead kPublicForm{.content_type = "application/json",
                                       .cache_control = "public, max-age=300, stale-while-revalidate=86400"};
// Asked for to see whether the number has changed, and answered with 304 while it has not.
constexpr ready::ReadyHead kPublicCount{.content_type = "application/json", .cache_control = "public, no-cache"};

Response for_everybody(Response response) {
  for (http::Header& header : http::public_cors_headers()) response.headers.push_back(std::move(header));
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

using BuildDocument = std::function<Result<std::string>(const Services&, const catalog::Entry&, Locale)>;
using BuildList = std::function<std::string(const Services&, const catalog::Snapshot&, Locale)>;

// ?lang=, else the campaign's own language: an address means the same for everybody, so that caches may keep it.
Locale locale_for(const Request& request, const Campaign& campaign) {
  const std::string_view lang = request.query("lang");
  return locale_from_tag(lang.empty() ? std::string_view(campaign.locale) : lang);
}

// What a document shows: the counts and the day too, or the campaign alone, whose slots are new whenever it changes.
enum class Shows : std::uint8_t { Counts, CampaignOnly };

struct CampaignDocument {
  std::string_view path;  // behind /v1/campaigns/:slug
  Document document;
  Shows shows;
  Freshness freshness;
  const ready::ReadyHead& head;
  BuildDocument build;
};

http::Handler campaign_handler(const Services& services, CampaignDocument what) {
  return [&services, what = std::move(what)](const Request& request, const Reply& reply) {
    const auto entry = services.catalog.snapshot()->published(request.parameter("slug"));
    if (entry == nullptr) {
      return reply(for_everybody(problem({ErrorCode::UnknownCampaign, Field::Campaign}, locale_of(request))));
    }
    const Locale locale = locale_for(request, entry->campaign);
    const ready::Revision revision =
        what.shows == Shows::CampaignOnly ? ready::Revision{} : revision_of(services, *entry);
    const auto bytes = entry->slot(what.document, locale).get(revision, what.freshness, [&] {
      return what.build(services, *entry, locale);
    });
    if (!bytes) return reply(for_everybody(problem(bytes.error(), locale)));
    reply(for_everybody(ready::ready_response(request, **bytes, what.head)));
  };
}

// ?partner= adds the partner's own count, which is read from the store whenever the bytes are made: of them some are
// kept, made at most a twentieth of the time. One nobody knows adds nothing.
http::Handler count_handler(const Services& services, const CampaignDocument& what) {
  return [&services, whole = campaign_handler(services, what)](const Request& request, const Reply& reply) {
    const auto snapshot = services.catalog.snapshot();
    const Partner* partner = snapshot->partner(request.query("partner"));
    const auto entry = snapshot->published(request.parameter("slug"));
    if (partner == nullptr || entry == nullptr) return whole(request, reply);
    const Locale locale = locale_for(request, entry->campaign);
    const std::string variant = "count " + std::string(locale_tag(locale)) + " " + partner->id;
    const auto bytes =
        services.catalog.variants().slot(entry, variant)->get(revision_of(services, *entry), Freshness::Recent, [&] {
          return partner_count_document(services, *entry, locale, *partner);
        });
    if (!bytes) return reply(for_everybody(problem(bytes.error(), locale)));
    reply(for_everybody(ready::ready_response(request, **bytes, kPublicCount)));
  };
}

http::Handler list_handler(const Services& services, ListDocument document, const BuildList& build) {
  return [&services, document, build](const Request& request, const Reply& reply) {
    const auto snapshot = services.catalog.snapshot();
    const Locale locale = locale_from_tag(request.query("lang"));
    const auto bytes = snapshot->slot(document, locale).get(revision_of(services, *snapshot), Freshness::Recent, [&] {
      return Result<std::string>(build(services, *snapshot, locale));
    });
    if (!bytes) return reply(for_everybody(problem(bytes.error(), locale)));
    reply(for_everybody(ready::ready_response(request, **bytes, kPublicJson)));
  };
}

}  // namespace

void add_read_routes(http::Server& server, const Services& services) {
  const CampaignDocument documents[] = {
      {"/view", Document::View, Shows::Counts, Freshness::Recent, kPublicJson, view_document},
      {"/form", Document::Form, Shows::CampaignOnly, Freshness::Recent, kPublicForm,
       [](const auto&, const auto& entry, Locale locale) -> Result<std::string> {
         return form_document(entry, locale);
       }},
      {"/signers", Document::Signers, Shows::Counts, Freshness::Recent, kPublicJson,
       [](const auto& s, const auto& entry, Locale) { return signers_document(s, entry); }},
  };
  for (const CampaignDocument& what : documents) {
    server.route(http::Method::Get, "/v1/campaigns/:slug" + std::string(what.path), campaign_handler(services, what));
  }
  const CampaignDocument count{"/count",
                               Document::Count,
                               Shows::Counts,
                               Freshness::Exact,
                               kPublicCount,
                               [](const auto& s, const auto& entry, Locale locale) -> Result<std::string> {
                                 return count_document(s, entry, locale);
                               }};
  server.route(http::Method::Get, "/v1/campaigns/:slug/count", count_handler(services, count));
  server.route(http::Method::Get, "/v1/directory", list_handler(services, ListDocument::Directory, directory_document));
  server.route(http::Method::Get, "/v1/campaigns", list_handler(services, ListDocument::Campaigns, campaigns_document));
}

}  // namespace undersigned::api
