// A campaign's Markdown as view nodes: CommonMark through md4c, raw HTML off.
//
// Headings begin below the campaign's title, whose level depends on where it is shown (view::Heading). A picture
// becomes a link to it: pages load nothing from third parties. Addresses other than https, http, mailto and tel lose
// their target. Nesting deeper than kMarkdownDepthMax is flattened, so that no text can make a tree too deep to walk.
// Pure and safe to call from any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "shared/view/node.h"

namespace undersigned::campaigns {

inline constexpr std::size_t kMarkdownDepthMax = 32;

// `first_heading` is the level of "# ...", 2 to 4; deeper ones stop at 4.
view::Nodes to_nodes(std::string_view text, unsigned first_heading);

}  // namespace undersigned::campaigns
