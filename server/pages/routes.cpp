#include "server/pages/routes.h"

#include "server/api/cached_response.h"
#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/http/route_with.h"
#include "server/pages/accent.h"
#include "server/pages/document.h"
#include "server/pages/error_page.h"
#include "server/pages/link_preview.h"
#include "server/pages/paper.h"
#include "server/pages/petition_page.h"
#include "server/pages/privacy_page.h"
#include "server/pages/signers_page.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;

std::string directory_page(const api::Services& services, const campaigns::Snapshot& snapshot, Locale locale) {
  Document document;
  document.locale = locale;
  document.title = text_of(locale, Message::DirectoryTitle);
  document.description = text_of(locale, Message::DirectoryIntro);
  document.path = "/";
  document.indexed = Indexed::Yes;
  LinkPreview preview;
  preview.title = document.title;
  preview.description = document.description;
  preview.url = services.base_url + "/";
  preview.locale = locale_tag(locale);
  document.head_markup = write_link_preview(preview);
  document.content = {
      view::directory(api::directory_entries(services, snapshot, locale), locale, view::Heading::Page, {})};
  return write_document(document, services.assets, services.base_url, services.operator_links);
}

void get_directory(const api::Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const Locale locale = api::locale_of(request);
  const auto bytes = snapshot->slot(campaigns::ListDocument::Page, locale)
                         .get(api::revision_of(services, *snapshot), campaigns::Freshness::Recent,
                              [&] { return Result<std::string>(directory_page(services, *snapshot, locale)); });
  if (!bytes) return reply(error_page(bytes.error(), locale, services.assets));
  http::Response response = api::cached_response(request, **bytes, kCachedPageHead);
  add_page_headers(response);
  reply(std::move(response));
}

}  // namespace

void add_page_routes(http::Server& server, const api::Services& services) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/", get_directory);
  route(Method::Get, "/p/:slug", get_petition);
  route(Method::Post, "/p/:slug", post_petition);
  route(Method::Get, "/p/:slug/signed", get_signed);
  route(Method::Get, "/p/:slug/privacy", get_privacy);
  route(Method::Get, "/p/:slug/signers", get_signers);
  add_paper_routes(server, services);
  add_accent_route(server);
}

}  // namespace undersigned::pages
