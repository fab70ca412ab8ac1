#include "server/pages/routes.h"

#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/http/security_headers.h"
#include "server/pages/document.h"
#include "server/pages/error_page.h"
#include "server/pages/petition_page.h"
#include "server/ready/ready_response.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;

// Asked for anew each time, so that a page that is loaded again shows the count; 304 while it is the same.
constexpr ready::ReadyHead kPage{.content_type = "text/html; charset=utf-8",
                                 .cache_control = "no-cache",
                                 .vary = "Accept-Encoding, Accept-Language"};

http::Response ready_page(const Request& request, const ready::ReadyBytes& bytes) {
  http::Response response = ready::ready_response(request, bytes, kPage);
  http::add_security_headers(response, http::Audience::OwnPages, content_security_policy());
  return response;
}

std::string directory_page(const api::Services& services, const catalog::Snapshot& snapshot, Locale locale) {
  Document document;
  document.locale = locale;
  document.title = text_of(locale, Message::DirectoryTitle);
  document.description = text_of(locale, Message::DirectoryIntro);
  document.path = "/";
  document.indexed = Indexed::Yes;
  document.content = {
      view::directory(api::directory_entries(services, snapshot, locale), locale, view::Heading::Page, {})};
  return write_document(document, services.assets, services.base_url);
}

void get_directory(const api::Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const Locale locale = api::locale_of(request);
  const auto bytes = snapshot->slot(catalog::ListDocument::Page, locale)
                         .get(api::revision_of(services, *snapshot), ready::Freshness::Recent,
                              [&] { return Result<std::string>(directory_page(services, *snapshot, locale)); });
  if (!bytes) return reply(error_page(bytes.error(), locale, services.assets));
  reply(ready_page(request, **bytes));
}

void get_petition(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const auto entry = services.catalog.snapshot()->published(request.parameter("slug"));
  if (entry == nullptr) return reply(error_page({ErrorCode::UnknownCampaign}, locale, services.assets));
  const auto bytes = entry->slot(catalog::Document::Page, locale)
                         .get(api::revision_of(services, *entry), ready::Freshness::Recent,
                              [&] { return petition_page(services, *entry, locale); });
  if (!bytes) return reply(error_page(bytes.error(), locale, services.assets));
  reply(ready_page(request, **bytes));
}

void get_signed(const api::Services& services, const Request& request, const Reply& reply) {
  const Locale locale = api::locale_of(request);
  const auto entry = services.catalog.snapshot()->published(request.parameter("slug"));
  if (entry == nullptr) return reply(error_page({ErrorCode::UnknownCampaign}, locale, services.assets));
  reply(page_response(200, signed_page(services, *entry, locale)));
}

}  // namespace

void add_page_routes(http::Server& server, const api::Services& services) {
  using http::Method;
  const auto route = [&](Method method, std::string_view path, auto handler) {
    server.route(method, path, [&services, handler](const Request& request, const Reply& reply) {
      handler(services, request, reply);
    });
  };
  route(Method::Get, "/", get_directory);
  route(Method::Get, "/p/:slug", get_petition);
  route(Method::Post, "/p/:slug", post_petition);
  route(Method::Get, "/p/:slug/signed", get_signed);
}

}  // namespace undersigned::pages
