#include "shared/text/csv.h"

#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// What some spreadsheet takes for the beginning of a formula: = + - @, their small and full-width forms, and the minus
// sign.
bool begins_formula(char32_t code) {
  const char32_t narrow = narrow_char(code);
  return std::u32string_view(U"=+-@").find(narrow) != std::u32string_view::npos ||
         std::u32string_view(U"\uFE62\uFE63\uFE66\uFE6B\u2212").find(code) != std::u32string_view::npos;
}

// Characters that end a cell in programs with another separator or quoting.
bool separates_cells(char32_t code) {
  return code == U';' || code == U'\t' || char_kind(code) == CharKind::LineBreak;
}

// What may come before a formula: blanks, invisible characters, and quotes that such a program removes.
bool is_passed_over(char32_t code) {
  if (narrow_char(code) == U'"') return true;
  switch (char_kind(code)) {
    case CharKind::Space:
    case CharKind::Joiner:
    case CharKind::Ignorable:
    case CharKind::Forbidden:
      return true;
    default:
      return false;
  }
}

// The value with a ' before every part that could be read as a formula.
std::string guarded(std::string_view value) {
  std::string out;
  std::size_t cell = 0;  // in `out`: where the current cell begins
  bool open = true;      // the cell has only skipped characters so far
  for (std::string_view rest = value; !rest.empty();) {
    const std::string_view before = rest;
    const char32_t code = take_char(rest);
    const bool separator = separates_cells(code);
    // An empty line or a tab at the start can also begin a formula (OWASP, "CSV Injection").
    const bool blank_in_front = separator && code != U';' && out.empty();
    if (open && (begins_formula(code) || blank_in_front)) out.insert(cell, 1, '\'');
    out += before.substr(0, before.size() - rest.size());
    open = separator || (open && is_passed_over(code));
    if (separator) cell = out.size();
  }
  return out;
}

}  // namespace

void append_csv_field(std::string& out, std::string_view value) {
  const std::string safe = guarded(value);
  const bool outer_blank = !safe.empty() && (safe.front() == ' ' || safe.back() == ' ');
  const bool quote =
      safe.size() != value.size() || outer_blank || safe.find_first_of(",;\"\r\n\t") != std::string::npos;
  if (!quote) {
    out += safe;
    return;
  }
  out += '"';
  for (const char c : safe) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace undersigned
