#include "shared/text/domain.h"

#include <algorithm>

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/case_fold.h"
#include "shared/text/characters.h"
#include "shared/text/punycode.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

bool is_full_stop(char32_t code) {
  return code == '.' || code == 0x3002 || code == 0xFF61;
}

// Marks that a composed text does not have in a host name.
bool is_loose_diacritic(char32_t code) {
  return code >= 0x300 && code < 0x370;
}

bool is_label_char(char32_t code) {
  if (code < 0x80) return is_ascii_alphanumeric(code) || code == '-';
  const CharKind kind = char_kind(code);
  return (kind == CharKind::Letter || kind == CharKind::Mark || kind == CharKind::Digit) && !is_loose_diacritic(code);
}

// Appends the label in its ASCII form; false when it has none.
bool append_label(std::string& out, std::u32string_view label) {
  const bool ascii = std::all_of(label.begin(), label.end(), [](char32_t code) { return code < 0x80; });
  if (ascii) {
    out.append(label.begin(), label.end());
    return true;
  }
  // Four characters "xx--" are kept for encodings; a label cannot be encoded already and hold other letters too.
  if (label.size() > 3 && label[2] == '-' && label[3] == '-') return false;
  out += "xn--";
  return append_punycode(out, label);
}

}  // namespace

bool is_ascii_domain(std::string_view domain) {
  if (domain.size() > limits::kDomainBytesMax) return false;
  std::size_t label = 0;
  char before = '-';
  for (const char c : domain) {
    if (c == '.') {
      if (before == '-' || label == 0) return false;
      label = 0;
    } else {
      if (!is_ascii_alphanumeric(c) && (c != '-' || label == 0)) return false;
      if (++label > limits::kDomainLabelBytesMax) return false;
    }
    before = c;
  }
  return label != 0 && before != '-';
}

std::string domain_to_ascii(std::string_view domain) {
  std::string out;
  std::u32string label;
  while (true) {
    const bool end = domain.empty();
    const char32_t code = end ? U'.' : narrow_char(take_char(domain));
    if (!is_full_stop(code)) {
      if (!is_label_char(code) || label.size() == limits::kDomainLabelBytesMax) return {};
      label += lower_char(code);
      continue;
    }
    if (!append_label(out, label)) return {};
    if (end) break;
    out += '.';
    label.clear();
  }
  return is_ascii_domain(out) ? out : std::string{};
}

}  // namespace undersigned
