// One cell of a CSV file (RFC 4180) that a spreadsheet will open without running what a stranger typed.
// Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned {

// Quoted where it holds a comma, semicolon, quote, line break or outer blank, quotes doubled. A value that a
// spreadsheet would read as a formula (it begins with = + - @, their full-width twins, tab or a line break) gets a ' in
// front and quotes, as OWASP's "CSV Injection" advises. For text from people only: numbers of ours need no guard.
void append_csv_field(std::string& out, std::string_view value);

}  // namespace undersigned
