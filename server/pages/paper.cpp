#include "server/pages/paper.h"

#include <utility>

#include "server/api/problems.h"
#include "server/http/route_with.h"
#include "server/http/security_headers.h"
#include "server/pages/error_page.h"
#include "server/pages/snippets.h"
#include "server/previews/qr_picture.h"
#include "shared/text/form_urlencoded.h"
#include "shared/view/poster_view.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using http::Response;

std::string readable_address(const api::Services& services, const PageContext& context) {
  return services.base_url + "/p/" + context.entry.campaign.slug;
}

// Signatures that come from paper are counted under "poster".
std::string printed_address(const api::Services& services, const PageContext& context) {
  std::string query;
  append_form_field(query, "utm_source", "poster");
  append_form_field(query, "utm_medium", "print");
  if (!context.embed.partner.empty()) append_form_field(query, "partner", context.embed.partner);
  return readable_address(services, context) + "?" + query;
}

std::string poster_page(const api::Services& services, const PageContext& context) {
  const auto& [entry, locale, embed] = context;
  const std::string& slug = entry.campaign.slug;
  Document document = document_of(context);
  document.title = text_of(locale, Message::PosterTitle) + ": " + document.title;
  document.path = "/p/" + slug + "/poster";
  document.script = {};
  document.content = view::poster({.campaign = entry.text(locale).campaign,
                                   .locale = locale,
                                   .address = readable_address(services, context),
                                   .back = address_in(embed, slug, "", locale),
                                   .svg = address_in(embed, slug, "/qr.svg", locale),
                                   .png = address_in(embed, slug, "/qr.png", locale)});
  return write_document(document, services.assets, services.base_url, services.operator_links);
}

std::string embed_page(const api::Services& services, const PageContext& context) {
  const auto& [entry, locale, embed] = context;
  Document document = document_of(context);
  document.title = text_of(locale, Message::ShareEmbed) + ": " + document.title;
  document.path = "/p/" + entry.campaign.slug + "/embed";
  document.script = {};
  document.content = snippets(services.base_url, context);
  return write_document(document, services.assets, services.base_url, services.operator_links);
}

Response qr_response(const Request& request, std::string type, std::string bytes, const std::string& name) {
  Response response = http::make_response(200, std::move(type), std::move(bytes));
  response.headers.push_back({"Cache-Control", "public, max-age=86400"});
  if (request.query("download") == "1") {
    response.headers.push_back({"Content-Disposition", "attachment; filename=\"" + name + "\""});
  }
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

// Calls `answer(context)` for a published campaign.
template <class Answer>
http::Handler for_campaign(const api::Services& services, const Answer& answer) {
  return [&services, answer](const Request& request, const Reply& reply) {
    const auto found = addressed_campaign(services, request);
    reply(found ? answer(request, found->context()) : found.error());
  };
}

}  // namespace

std::string paper_sheet(const api::Services& services, const PageContext& context, const view::PetitionPage& page) {
  const bool is_signed_on_paper = page.open && page.campaign.kind != CampaignKind::Call;
  const Message words = is_signed_on_paper ? Message::PaperOnline : Message::PosterScan;
  return "<section class=\"paper\">" + (is_signed_on_paper ? view::to_html(view::paper_sheet(page)) : std::string()) +
         "<div class=\"paper-foot\">" + previews::qr_picture(printed_address(services, context)) +
         view::to_html(view::paper_address(context.locale, words, readable_address(services, context))) +
         "</div></section>";
}

void add_paper_routes(http::Server& server, const api::Services& services) {
  const auto route = [&](std::string_view path, const auto& answer) {
    server.route(http::Method::Get, path, for_campaign(services, answer));
  };
  route("/p/:slug/poster", [&services](const Request&, const PageContext& context) {
    return page_response(200, poster_page(services, context));
  });
  route("/p/:slug/embed", [&services](const Request&, const PageContext& context) {
    return page_response(200, embed_page(services, context));
  });
  route("/p/:slug/qr.svg", [&services](const Request& request, const PageContext& context) {
    return qr_response(request, "image/svg+xml", previews::qr_picture(printed_address(services, context)),
                       context.entry.campaign.slug + ".svg");
  });
  route("/p/:slug/qr.png", [&services](const Request& request, const PageContext& context) {
    Result<std::string> png = previews::qr_png(printed_address(services, context));
    if (!png) return status_response(request, api::status_of(png.error().code), services.assets);
    return qr_response(request, "image/png", std::move(png).value(), context.entry.campaign.slug + ".png");
  });
}

}  // namespace undersigned::pages
