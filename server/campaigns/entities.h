// Character references of Markdown text (CommonMark 6.2, HTML "named character references").
#pragma once

#include <string>
#include <string_view>

namespace undersigned::campaigns {

// Decodes "&amp;", "&#8212;", "&#x2014;" to UTF-8. An unknown name stays as it is, so that the author sees what to
// change. A number that is not a character becomes U+FFFD.
std::string decode_entity(std::string_view entity);

}  // namespace undersigned::campaigns
