// A campaign's own colour on pages: a style sheet of custom properties at /accent/{rrggbb}.css, made readable on every
// ground by shared/theme/accent.h. The address says all that is in it, so it never changes.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/http/server.h"

namespace undersigned::pages {

// The <link> to the style sheet of "#a8201a", with its integrity; nothing for a text that is no colour.
std::string accent_link(std::string_view accent);

// GET /accent/:sheet.
void add_accent_route(http::Server& server);

}  // namespace undersigned::pages
