// A campaign's own colour: a style sheet of custom properties at /accent/{rrggbb}.css, with readable variants from
// shared/theme/accent.h. The address determines the content, so it never changes.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/http/server.h"

namespace undersigned::pages {

// The <link> to the style sheet of "#a8201a", with its integrity; nothing if the text is not a colour.
std::string accent_link(std::string_view accent);

// GET /accent/:sheet.
void add_accent_route(http::Server& server);

}  // namespace undersigned::pages
