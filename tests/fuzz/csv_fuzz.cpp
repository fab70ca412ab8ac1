// A CSV row with one cell per line of the input: read according to RFC 4180 it is the same row, and no cell is a
// formula for a spreadsheet.
#include <string>
#include <vector>

#include "shared/text/csv.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace undersigned;

// One record, from its first byte to the end of `text`; the quotes of RFC 4180.
std::vector<std::string> read_row(std::string_view text) {
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      row.back() += text[i++];
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == ',' && !quoted) {
      row.emplace_back();
    } else {
      fuzz::must(quoted || (text[i] != '\n' && text[i] != '\r'), "a line break stands in quotes");
      row.back() += text[i];
    }
  }
  fuzz::must(!quoted, "quotes are closed");
  return row;
}

// Also in programs that take semicolons or tabs as separators and ignore quotes.
bool has_formula(std::string_view cell) {
  bool begins = true;
  for (const char c : cell) {
    if (begins && std::string_view("=+-@").find(c) != std::string_view::npos) return true;
    if (c == ';' || c == '\t' || c == '\n' || c == '\r') {
      begins = true;
    } else if (c != ' ' && c != '"') {
      begins = false;
    }
  }
  return false;
}

std::string without_guards(std::string text) {
  std::erase(text, '\'');
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::as_text(data, size);
  std::vector<std::string> cells;
  while (!text.empty()) cells.emplace_back(fuzz::take_line(text));
  cells.emplace_back(fuzz::as_text(data, size));  // and the whole input, with its line breaks
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) row += ',';
    append_csv_field(row, cell);
  }
  const std::vector<std::string> read = read_row(row);
  fuzz::must(read.size() == cells.size(), "as many cells as were written");
  for (std::size_t i = 0; i < read.size(); ++i) {
    fuzz::must(without_guards(read[i]) == without_guards(cells[i]), "a cell is what was written, but for guards");
    fuzz::must(!has_formula(read[i]), "no cell begins a formula");
  }
  return 0;
}
