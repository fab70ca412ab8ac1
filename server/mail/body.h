// Bodies of a mail: plain text in flowing paragraphs and the quoted-printable coding. Internal to mail/.
//
// Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::mail {

// `text` (lines end in \n) as format=flowed (RFC 3676): lines too long for a narrow screen are broken behind a blank,
// which stays at the end of the line, and reading programs put them together again. Blanks at the end of a line of
// `text` are dropped, as they would join it with the next.
std::string flow(std::string_view text);

// Quoted-printable (RFC 2045 6.7), lines of at most 76 characters that end in CRLF, \n read as the end of a line.
// Besides what must be coded, a dot and "From " that begin a line are, which some old servers would change.
std::string quoted_printable(std::string_view text);

}  // namespace undersigned::mail
