#include "server/mail/body.h"

#include <cstddef>

#include "shared/limits.h"
#include "shared/text/utf8.h"

namespace undersigned::mail {
namespace {

constexpr std::size_t kFlowedCharsMax = 72;  // RFC 3676 4.2 asks for 78 at most
constexpr std::size_t kCodedCharsMax = 76;   // RFC 2045 6.7 (5)

// RFC 3676 4.4: a line must not look like a quotation or be changed by servers.
void add_stuffed(std::string& out, std::string_view line) {
  if (line.starts_with(' ') || line.starts_with('>') || line.starts_with("From ")) out.push_back(' ');
  out.append(line);
}

bool is_long(std::string_view line) {
  return line.size() > kFlowedCharsMax * limits::kUtf8BytesPerChar || count_chars(line) > kFlowedCharsMax;
}

// Where to break `line`: after the last run of blanks that leaves at most kFlowedCharsMax characters before it, or
// after the first run. 0: nowhere.
std::size_t break_of(std::string_view line) {
  std::size_t best = 0;
  for (std::size_t at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at)) {
    const std::size_t behind = line.find_first_not_of(' ', at);
    if (behind == std::string_view::npos) break;
    if (best > 0 && is_long(line.substr(0, at))) break;
    if (at > 0) best = behind;
    at = behind;
  }
  return best;
}

void flow_line(std::string& out, std::string_view line) {
  while (line.ends_with(' ')) line.remove_suffix(1);
  while (is_long(line)) {
    const std::size_t behind = break_of(line);
    if (behind == 0) break;
    add_stuffed(out, line.substr(0, behind));
    out.push_back('\n');
    line.remove_prefix(behind);
  }
  add_stuffed(out, line);
}

// Whether the first byte of `rest` has to be coded because it begins or ends a line.
bool must_be_coded(std::string_view rest, bool begins_line) {
  const char c = rest.front();
  if (c == ' ' || c == '\t') return rest.size() == 1 || rest[1] == '\n';
  if (c < '!' || c > '~' || c == '=') return true;
  return begins_line && (c == '.' || rest.starts_with("From "));
}

}  // namespace

std::string flow(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    flow_line(out, text.substr(0, end));
    if (end == std::string_view::npos) break;
    out.push_back('\n');
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string quoted_printable(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  std::size_t column = 0;
  for (; !text.empty(); text.remove_prefix(1)) {
    const char c = text.front();
    if (c == '\n') {
      out.append("\r\n");
      column = 0;
      continue;
    }
    // Three characters if coded. A literal one must leave room for the "=" of a soft line break.
    const bool last_of_line = text.size() == 1 || text[1] == '\n';
    const std::size_t room = kCodedCharsMax - (last_of_line ? 0 : 1);
    if (column + (must_be_coded(text, column == 0) ? 3 : 1) > room) {
      out.append("=\r\n");
      column = 0;
    }
    if (must_be_coded(text, column == 0)) {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'=', kHex[byte >> 4U], kHex[byte & 0xFU]});
      column += 3;
    } else {
      out.push_back(c);
      column += 1;
    }
  }
  return out;
}

}  // namespace undersigned::mail
