#include "server/mail/unlinked.h"

#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned::mail {
namespace {

constexpr char32_t kZeroWidthSpace = 0x200B;

// Characters between the parts of an address. The full stops of other scripts are dots in host names, too (UTS 46 4).
bool joins(char32_t code) {
  switch (code) {
    case '.':
    case '@':
    case ':':
    case '/':
    case 0x3002:
    case 0xFF0E:
    case 0xFF20:
    case 0xFF61:
      return true;
    default:
      return false;
  }
}

bool ends_word(char32_t code) {
  const CharKind kind = char_kind(code);
  return kind == CharKind::Space || kind == CharKind::LineBreak;
}

}  // namespace

std::string unlinked(std::string_view text) {
  std::string out;
  char32_t before = ' ';
  while (!text.empty()) {
    const char32_t code = take_char(text);
    const bool word_goes_on = !text.empty() && !ends_word(decode_utf8(text).code);
    const bool is_joint = joins(code) && !ends_word(before) && word_goes_on;
    if (is_joint && !joins(before)) append_utf8(out, kZeroWidthSpace);
    append_utf8(out, code);
    if (is_joint) append_utf8(out, kZeroWidthSpace);
    before = code;
  }
  return out;
}

std::string quoted(std::string_view text, std::size_t chars) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    do {
      if (!out.empty()) out.push_back('\n');
      out.append("> ");
      // Breaks at the last blank that leaves the line short enough, or within a long word.
      std::string_view rest = line;
      std::string_view behind_blank;
      for (std::size_t taken = 0; taken < chars && !rest.empty(); ++taken) {
        if (take_char(rest) == ' ') behind_blank = rest;
      }
      if (!rest.empty() && behind_blank.data() != nullptr) rest = behind_blank;
      out.append(line.substr(0, line.size() - rest.size()));
      while (out.back() == ' ') out.pop_back();
      line = rest;
    } while (!line.empty());
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

}  // namespace undersigned::mail
