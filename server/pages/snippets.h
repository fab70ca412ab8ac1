// What to copy into a site: the same snippets as in web/README.md, with this server's address and the campaign's.
#pragma once

#include <string>

#include "server/pages/campaign_page.h"
#include "shared/view/node.h"

namespace undersigned::pages {

view::Nodes snippets(const std::string& base_url, const PageContext& context);

}  // namespace undersigned::pages
