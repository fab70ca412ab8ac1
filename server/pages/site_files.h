// What browsers, search engines and security researchers ask every site for: /robots.txt (RFC 9309), /sitemap.xml
// (sitemaps.org 0.9), /.well-known/security.txt (RFC 9116), /favicon.svg, /favicon.ico, /apple-touch-icon.png.
#pragma once

#include <string>

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::pages {

// `security_contact` is a mailto:, tel: or https: address; without one there is no security.txt.
void add_site_file_routes(http::Server& server, const api::Services& services, const std::string& security_contact);

}  // namespace undersigned::pages
