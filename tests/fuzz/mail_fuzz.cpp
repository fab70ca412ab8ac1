// A mail with arbitrary contents: refused, or ASCII lines of at most 998 bytes that end in CRLF, with exactly the
// intended header fields.
#include <array>

#include "server/mail/mail.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace undersigned;
using fuzz::must;

constexpr std::array<std::string_view, 11> kFields{"From",
                                                   "To",
                                                   "Subject",
                                                   "Date",
                                                   "Message-ID",
                                                   "Auto-Submitted",
                                                   "X-Auto-Response-Suppress",
                                                   "Content-Language",
                                                   "MIME-Version",
                                                   "Content-Type",
                                                   ""};

void check_lines(std::string_view mail) {
  for (std::size_t start = 0; start < mail.size();) {
    const std::size_t end = mail.find("\r\n", start);
    must(end != std::string_view::npos, "lines end in CRLF");
    const std::string_view line = mail.substr(start, end - start);
    must(line.size() <= 998, "a line of RFC 5322");
    for (const char c : line) must((c >= 0x20 && c < 0x7F) || c == '\t', "printable ASCII");
    start = end + 2;
  }
}

// The fields in the order of build(); a folded line continues with a blank.
void check_header(std::string_view mail) {
  std::size_t field = 0;
  for (std::size_t start = 0;;) {
    const std::size_t end = mail.find("\r\n", start);
    const std::string_view line = mail.substr(start, end - start);
    if (line.empty()) break;
    start = end + 2;
    if (line.front() == ' ' || line.front() == '\t') continue;
    must(field < kFields.size() && line.substr(0, line.find(':')) == kFields[field], "the fields that were meant");
    ++field;
  }
  must(field + 1 == kFields.size(), "all fields");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::as_text(data, size);
  mail::Mail mail;
  mail.from = {std::string(fuzz::take_line(text)), std::string(fuzz::take_line(text))};
  mail.to = {std::string(fuzz::take_line(text)), std::string(fuzz::take_line(text))};
  mail.message_id = fuzz::take_line(text);
  mail.content.subject = fuzz::take_line(text);
  mail.content.text = text;
  mail.content.html = text;
  mail.time_ms = 1'700'000'000'000;
  const Result<std::string> built = mail::build(mail, size);
  if (!built) return 0;
  check_lines(*built);
  check_header(*built);
  return 0;
}
