#include "server/pages/embed_routes.h"

#include <string_view>

#include "server/http/route_with.h"
#include "server/pages/card.h"
#include "server/pages/oembed.h"
#include "server/pages/petition_page.h"
#include "server/pages/picture_files.h"
#include "server/pages/picture_route.h"
#include "server/pages/signers_page.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;

void get_frame(const api::Services& services, const Request& request, const Reply& reply) {
  if (request.query("card") == "1") return get_card(services, request, reply);
  get_petition(services, request, reply);
}

}  // namespace

void add_embed_routes(http::Server& server, const api::Services& services, previews::SharePictures& pictures) {
  using http::Method;
  const auto route = http::route_with(server, services);
  route(Method::Get, "/e/:slug", get_frame);
  route(Method::Post, "/e/:slug", post_petition);
  route(Method::Get, "/e/:slug/signed", get_signed);
  route(Method::Get, "/e/:slug/signers", get_signers);
  route(Method::Get, "/oembed", get_oembed);
  add_picture_file_route(server, services);
  server.route(Method::Get, "/p/:slug/:file", [&services, &pictures](const Request& request, const Reply& reply) {
    get_picture(services, pictures, request, reply);
  });
}

}  // namespace undersigned::pages
