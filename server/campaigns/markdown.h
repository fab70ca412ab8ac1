// A campaign's Markdown as view nodes: CommonMark through md4c, raw HTML off.
//
// Headings begin below the campaign's title, whose level depends on the place (view::Heading). An image becomes a link
// to it, since pages load nothing from third parties. Links other than https, http, mailto and tel lose their target.
// Nesting beyond kMarkdownDepthMax is flattened, so that no tree is too deep to walk. Pure and safe to call from any
// thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "shared/view/node.h"

namespace undersigned::campaigns {

inline constexpr std::size_t kMarkdownDepthMax = 32;

// `first_heading` is the level of "# ...", 2 to 4. Deeper headings are at most level 4.
view::Nodes to_nodes(std::string_view text, unsigned first_heading);

}  // namespace undersigned::campaigns
