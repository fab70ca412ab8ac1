// Character references of Markdown text (CommonMark 6.2, HTML "named character references").
#pragma once

#include <string>
#include <string_view>

namespace undersigned::campaigns {

// "&amp;", "&#8212;", "&#x2014;" as UTF-8. A name that is not among the common ones stays as it was written, which
// shows the writer what to change; a number that is no character gives U+FFFD.
std::string decode_entity(std::string_view entity);

}  // namespace undersigned::campaigns
