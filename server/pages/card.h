// GET /e/{slug}?card=1: a petition as a small card: what is asked, the live count, and a link to read and sign. There
// is no form in it, so anybody may show it in a frame; it is what the oEmbed document holds. It works without scripts,
// and in a sandboxed frame whose origin is nobody's.
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

// About as high as the card of that title is in a frame of `width`; where scripts run, the card says it exactly.
std::uint32_t card_height(std::uint32_t width, std::string_view title);

}  // namespace undersigned::pages
