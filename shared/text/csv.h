// A cell of a CSV file (RFC 4180) that spreadsheets open without running what a stranger typed. Pure, safe from any
// thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned {

// Quotes a value with a comma, semicolon, quote, line break, or blank at its ends, and doubles quotes in it. If a
// spreadsheet could read it as a formula, it gets a ' in front and quotes, as OWASP's "CSV Injection" advises: if it
// begins with = + - @ or their small and full-width forms, perhaps after blanks and quotes, or with a tab or line
// break. The same is done after a semicolon, tab or line break within the value, since spreadsheets with another
// separator, as in half of Europe, begin a new cell there. Only for people's text: our own numbers need no guard.
void append_csv_field(std::string& out, std::string_view value);

}  // namespace undersigned
