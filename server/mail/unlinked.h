// A stranger's words in somebody else's mail. Internal to mail/.
//
// Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace undersigned::mail {

// The text with zero-width spaces (U+200B) wherever a mail program would see an address and make a link of it: around
// each dot, "@", colon and slash within a word. It looks the same, and leads nowhere.
std::string unlinked(std::string_view text);

// As a quotation: lines of at most `chars` characters, each behind "> ", so that nothing in it looks like the mail's
// own words in any mail program.
std::string quoted(std::string_view text, std::size_t chars);

}  // namespace undersigned::mail
