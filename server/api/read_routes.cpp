#include "server/api/read_routes.h"

#include <functional>
#include <string>
#include <utility>

#include "server/api/cached_response.h"
#include "server/api/documents.h"
#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/api/sender.h"
#include "server/http/cors.h"
#include "server/http/security_headers.h"
#include "server/limits.h"

namespace undersigned::api {
namespace {

using campaigns::Document;
using campaigns::Freshness;
using campaigns::ListDocument;
using http::Reply;
using http::Request;
using http::Response;

constexpr CachedHead kPublicJson{.content_type = http::kJsonType,
                                 .cache_control = "public, max-age=10, stale-while-revalidate=60"};
// Varies by site: see view_handler(). Kept until the next step of the public counts, see until_next_step().
constexpr CachedHead kPublicView{
    .content_type = http::kJsonType, .cache_control = "", .vary = "Accept-Encoding, Origin"};
// May be cached: these texts change with the version of the campaign's text, which a signature names. A stale version
// gets a reply with the new ones.
constexpr CachedHead kPublicForm{.content_type = http::kJsonType,
                                 .cache_control = "public, max-age=300, stale-while-revalidate=86400"};
// Revalidated each time, so that who withdraws or erases their signature is gone from caches, too.
constexpr CachedHead kPublicSigners{.content_type = http::kJsonType, .cache_control = "public, no-cache"};
// Clients revalidate it each time, and get 304 while the number is the same.
constexpr CachedHead kPublicCount{.content_type = http::kJsonType, .cache_control = "public, no-cache"};

Response for_everybody(Response response) {
  for (http::Header& header : http::public_cors_headers()) response.headers.push_back(std::move(header));
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

using BuildDocument = std::function<Result<std::string>(const Services&, const campaigns::Entry&, Locale)>;
using BuildList = std::function<std::string(const Services&, const campaigns::Snapshot&, Locale)>;

// ?lang=, else the campaign's own language. Independent of headers, so caches may keep the response.
Locale locale_for(const Request& request, const Campaign& campaign) {
  const std::string_view lang = request.query("lang");
  return locale_from_tag(lang.empty() ? std::string_view(campaign.locale) : lang);
}

// So that no cache gives a reader a lower count than this browser has shown: whatever is kept is from the step that
// /count shows. Whole seconds, rounded down.
std::string until_next_step(std::int64_t now_ms) {
  const std::int64_t left_ms = limits::kPublicCountStepMs - now_ms % limits::kPublicCountStepMs;
  return "public, max-age=" + std::to_string(left_ms / 1000);
}

// What a document depends on: the campaign alone, whose slots are new whenever it changes, or also counts and day.
enum class Shows : std::uint8_t { Counts, CampaignOnly };

struct CampaignDocument {
  std::string_view path;  // after /v1/campaigns/:slug
  Document document;
  Shows shows;
  Freshness freshness;
  const CachedHead& head;
  BuildDocument build;
  campaigns::Effort effort = campaigns::Effort::Quick;  // of compressing it
};

http::Handler campaign_handler(const Services& services, CampaignDocument what) {
  return [&services, what = std::move(what)](const Request& request, const Reply& reply) {
    const auto entry = services.catalog.snapshot()->published(request.parameter("slug"));
    if (entry == nullptr) {
      return reply(for_everybody(problem({ErrorCode::UnknownCampaign, Field::Campaign}, locale_of(request))));
    }
    const Locale locale = locale_for(request, entry->campaign);
    const std::int64_t now_ms = services.utc_now_ms();  // before the count is read: a step may begin in between
    const campaigns::Revision revision =
        what.shows == Shows::CampaignOnly ? campaigns::Revision{} : revision_of(services, *entry);
    const auto build = [&] { return what.build(services, *entry, locale); };
    const auto bytes = entry->slot(what.document, locale).get(revision, what.freshness, build, what.effort);
    if (!bytes) return reply(for_everybody(problem(bytes.error(), locale)));
    CachedHead head = what.head;
    const std::string kept = (*bytes)->revision == revision ? until_next_step(now_ms) : "public, no-cache";
    if (head.cache_control.empty()) head.cache_control = kept;
    reply(for_everybody(cached_response(request, **bytes, head)));
  };
}

// Sites that may not send signatures get a link to the petition's own page instead of the form, so that nobody fills in
// a form that will be refused. Every reader of a petition downloads this; it changes with the public count at most.
http::Handler view_handler(const Services& services) {
  const auto handler = [&services](Document document, view::Signing signing) {
    return campaign_handler(services, {"/view", document, Shows::Counts, Freshness::Recent, kPublicView,
                                       [signing](const Services& s, const campaigns::Entry& entry, Locale locale) {
                                         return view_document(s, entry, locale, signing);
                                       },
                                       campaigns::Effort::Thorough});
  };
  return [&services, with_form = handler(Document::View, view::Signing::Here),
          with_link = handler(Document::ViewForOtherSites, view::Signing::OnItsPage)](const Request& request,
                                                                                      const Reply& reply) {
    const Result<Sender> sender = identify_sender(request, *services.catalog.snapshot(), services.base_url);
    return sender ? with_form(request, reply) : with_link(request, reply);
  };
}

// ?partner= adds the partner's own count, which is read from the store whenever the body is made. Some variants are
// cached, and making them takes at most a twentieth of the time. Unknown partners add nothing.
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
    reply(for_everybody(cached_response(request, **bytes, kPublicCount)));
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
    reply(for_everybody(cached_response(request, **bytes, kPublicJson)));
  };
}

}  // namespace

void add_read_routes(http::Server& server, const Services& services) {
  const CampaignDocument documents[] = {
      {"/form", Document::Form, Shows::CampaignOnly, Freshness::Recent, kPublicForm,
       [](const auto&, const auto& entry, Locale locale) -> Result<std::string> {
         return form_document(entry, locale);
       }},
      {"/signers", Document::Signers, Shows::Counts, Freshness::Exact, kPublicSigners,
       [](const auto& s, const auto& entry, Locale) { return signers_document(s, entry); }},
  };
  for (const CampaignDocument& what : documents) {
    server.route(http::Method::Get, "/v1/campaigns/:slug" + std::string(what.path), campaign_handler(services, what));
  }
  server.route(http::Method::Get, "/v1/campaigns/:slug/view", view_handler(services));
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
