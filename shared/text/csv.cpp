#include "shared/text/csv.h"

#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

bool begins_like_formula(std::string_view value) {
  const char32_t first = narrow_char(decode_utf8(value).code);
  return first != 0 && std::u32string_view(U"=+-@\t\r\n").find(first) != std::u32string_view::npos;
}

}  // namespace

void append_csv_field(std::string& out, std::string_view value) {
  const bool guard = begins_like_formula(value);
  const bool outer_blank = !value.empty() && (value.front() == ' ' || value.back() == ' ');
  const bool quote = guard || outer_blank || value.find_first_of(",;\"\r\n\t") != std::string_view::npos;
  if (!quote) {
    out += value;
    return;
  }
  out += '"';
  if (guard) out += '\'';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace undersigned
