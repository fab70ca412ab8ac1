// Whether markup is whole: every tag is one of the view tree's, closed in order, and every attribute is quoted and one
// of the view tree's. So nothing that somebody typed has become markup.
#pragma once

#include <string_view>

namespace undersigned::fuzz {

bool is_whole_markup(std::string_view html);

}  // namespace undersigned::fuzz
