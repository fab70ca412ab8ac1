// Mail bodies: flowed plain text and quoted-printable coding. Internal to mail/.
//
// Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::mail {

// `text` (lines end in \n) as format=flowed (RFC 3676): long lines are broken after a blank, which stays at the end of
// the line, and mail programs join them again. Blanks at the end of a line of `text` are dropped, as they would join it
// with the next.
std::string flow(std::string_view text);

// Quoted-printable (RFC 2045 6.7), in lines of at most 76 characters that end in CRLF; \n is read as the end of a line.
// Also codes a dot or "From " at the beginning of a line, which some old servers would change.
std::string quoted_printable(std::string_view text);

}  // namespace undersigned::mail
