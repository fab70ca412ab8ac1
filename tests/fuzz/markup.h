// Whether markup is well-formed: every tag is one of the view tree's and is closed in order; every attribute is one of
// the view tree's and quoted. So nothing that somebody typed has become markup.
#pragma once

#include <string_view>

namespace undersigned::fuzz {

bool is_whole_markup(std::string_view html);

}  // namespace undersigned::fuzz
