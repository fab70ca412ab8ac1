// A stranger's text in somebody else's mail. Internal to mail/.
//
// Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace undersigned::mail {

// Inserts zero-width spaces (U+200B) wherever a mail program would see an address and make a link of it: around each
// dot, "@", colon and slash within a word. It looks the same but is not a link.
std::string unlinked(std::string_view text);

// As a quotation: lines of at most `chars` characters, each after "> ", so that no mail program shows it like the
// mail's own text.
std::string quoted(std::string_view text, std::size_t chars);

}  // namespace undersigned::mail
