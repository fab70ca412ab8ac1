// One cell of a CSV file (RFC 4180) that a spreadsheet will open without running what a stranger typed.
// Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned {

// Quoted where it holds a comma, semicolon, quote, line break or outer blank, quotes doubled. A value that a
// spreadsheet would read as a formula (it begins with = + - @ or their small and full-width twins, perhaps behind
// blanks and quotes, or with a tab or a line break) gets a ' in front and quotes, as OWASP's "CSV Injection" advises.
// So does what stands behind a semicolon, a tab or a line break within it: a spreadsheet whose separator is not the
// comma, as in half of Europe, reads that as a cell of its own. For text from people only: numbers of ours need no
// guard.
void append_csv_field(std::string& out, std::string_view value);

}  // namespace undersigned
