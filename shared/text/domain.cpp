#include "shared/text/domain.h"

#include <array>

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

// Combining marks that composed (NFC) host names do not contain.
bool is_loose_diacritic(char32_t code) {
  return code >= 0x300 && code < 0x370;
}

bool is_label_char(char32_t code) {
  if (code < 0x80) return is_ascii_alphanumeric(code) || code == '-';
  // Roman numerals count as letters of names, but in host names they are mapped to others.
  if (code >= 0x2160 && code < 0x2189) return false;
  const CharKind kind = char_kind(code);
  return (kind == CharKind::Letter || kind == CharKind::Mark || kind == CharKind::Digit) && !is_loose_diacritic(code);
}

// One label as lower-case code points, to be written in its ASCII form.
class Label {
 public:
  // False if the character is not allowed in a label, or the label is full.
  bool add(char32_t code) {
    if (!is_label_char(code) || size_ == chars_.size()) return false;
    ascii_ = ascii_ && code < 0x80;
    chars_[size_++] = lower_char(code);
    return true;
  }

  // False if the label has no ASCII form.
  bool append_to(std::string& out) const {
    if (ascii_) {
      for (std::size_t i = 0; i < size_; ++i) out += static_cast<char>(chars_[i]);
      return true;
    }
    if (chars_[0] == '-' || chars_[size_ - 1] == '-') return false;
    // "xx--" is reserved for encodings. An encoded label cannot hold other letters, too.
    if (size_ > 3 && chars_[2] == '-' && chars_[3] == '-') return false;
    out += "xn--";
    append_punycode(out, std::span(chars_.data(), size_));
    return true;
  }

 private:
  std::array<char32_t, limits::kDomainLabelBytesMax> chars_{};
  std::size_t size_ = 0;
  bool ascii_ = true;
};

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
  Label label;
  while (true) {
    const bool end = domain.empty();
    const char32_t code = end ? U'.' : narrow_char(take_char(domain));
    if (!is_full_stop(code)) {
      if (!label.add(code)) return {};
      continue;
    }
    if (!label.append_to(out)) return {};
    if (end) break;
    out += '.';
    label = Label();
  }
  return is_ascii_domain(out) ? out : std::string{};
}

}  // namespace undersigned
