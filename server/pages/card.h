// GET /e/{slug}?card=1: a petition as a small card with the demand, the live count, and a link to read and sign. It has
// no form, so anybody may frame it; oEmbed uses it. Works without scripts, and in a sandboxed frame with an opaque
// origin.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/http/reply.h"

namespace undersigned::pages {

void get_card(const api::Services& services, const http::Request& request, const http::Reply& reply);

// CSS pixels.
inline constexpr std::uint32_t kCardWidth = 600;

// The approximate height of the card for this title in a frame of `width`. With scripts, the card reports it exactly.
std::uint32_t card_height(std::uint32_t width, std::string_view title);

}  // namespace undersigned::pages
