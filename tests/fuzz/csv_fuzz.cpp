// A row of a CSV file, a cell a line of the input: read back as RFC 4180 says it is the same row, and no cell that a
// spreadsheet opens begins a formula.
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

bool begins_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::as_text(data, size);
  std::vector<std::string> cells;
  while (!text.empty()) cells.emplace_back(fuzz::take_line(text));
  cells.emplace_back(fuzz::as_text(data, size));  // and all of it, with its line breaks
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) row += ',';
    append_csv_field(row, cell);
  }
  const std::vector<std::string> read = read_row(row);
  fuzz::must(read.size() == cells.size(), "as many cells as were written");
  for (std::size_t i = 0; i < read.size(); ++i) {
    fuzz::must(read[i] == cells[i] || read[i] == "'" + cells[i], "a cell is what was written, or guarded");
    fuzz::must(!begins_formula(read[i]), "no cell begins a formula");
  }
  return 0;
}
