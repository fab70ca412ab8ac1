// oEmbed 1.0 (oembed.com): what a site shows in the place of a pasted link to a petition. The html is a frame with the
// petition's card: no script, and nothing that a sandbox takes away.
//
// GET /oembed?url=&format=json&maxwidth=&maxheight=. Only addresses of this server's own petitions are answered for,
// with the language and partner they name; 404 for any other, 501 for another format than JSON. Any site may read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"

namespace undersigned::embed {

// What an address of a petition's page, /p/{slug} or /e/{slug}, names; the texts are as they stand there.
struct PetitionAddress {
  std::string slug;
  std::string lang;     // empty: none
  std::string partner;  // empty: none
  std::string theme;    // empty: none
};

// Nothing for an address that is not exactly of `base_url`. Pure.
std::optional<PetitionAddress> read_petition_address(std::string_view url, std::string_view base_url);

void get_oembed(const api::Services& services, const http::Request& request, const http::Reply& reply);

}  // namespace undersigned::embed
