#include "shared/text/plain_text.h"

#include <algorithm>
#include <utility>

#include "shared/limits.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// Scripts and emoji that use joiners begin above the alphabets of Europe.
constexpr char32_t kJoiningFirst = 0x600;

// Collects the tidy text; white space is only written once something follows it.
class Tidier {
 public:
  explicit Tidier(Lines lines) : lines_(lines) {}

  // False when the character cannot be accepted.
  bool add(char32_t code, std::string_view rest) {
    const char32_t before = std::exchange(read_, code);
    switch (char_kind(code)) {
      case CharKind::Forbidden:
        return false;
      case CharKind::Ignorable:
        return true;
      case CharKind::LineBreak:
        if (lines_ == Lines::Many && (code != '\n' || before != '\r')) breaks_ = std::min(breaks_ + 1, 2);
        blank_ = true;
        return true;
      case CharKind::Space:
        blank_ = true;
        return true;
      case CharKind::Joiner:
        if (joins(rest)) write(code);
        return true;
      case CharKind::Mark:
        if (++marks_ > kMarksInARowMax) return false;
        break;
      default:
        marks_ = 0;
    }
    write(code);
    return true;
  }

  [[nodiscard]] std::size_t chars() const { return chars_; }
  std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] bool joins(std::string_view rest) const {
    if (blank_ || written_ < kJoiningFirst || char_kind(written_) == CharKind::Joiner) return false;
    const Utf8Char next = decode_utf8(rest);
    if (next.bytes == 0 || next.code < kJoiningFirst) return false;
    const CharKind kind = char_kind(next.code);
    return kind == CharKind::Letter || kind == CharKind::Mark || kind == CharKind::Symbol;
  }

  void write(char32_t code) {
    if (blank_ && !out_.empty()) {
      const std::size_t breaks = static_cast<std::size_t>(breaks_);
      chars_ += std::max<std::size_t>(breaks, 1);
      out_.append(breaks == 0 ? " " : "\n\n", std::max<std::size_t>(breaks, 1));
    }
    blank_ = false;
    breaks_ = 0;
    append_utf8(out_, code);
    ++chars_;
    written_ = code;
  }

  const Lines lines_;
  std::string out_;
  std::size_t chars_ = 0;
  std::size_t marks_ = 0;
  int breaks_ = 0;
  bool blank_ = false;
  char32_t read_ = 0;
  char32_t written_ = 0;
};

}  // namespace

Result<std::string> tidy_text(std::string_view text, std::size_t chars_max, Lines lines, Field field) {
  if (text.size() > chars_max * limits::kUtf8BytesPerChar) return Error{ErrorCode::TooLong, field};
  Tidier tidier(lines);
  while (!text.empty()) {
    const Utf8Char next = decode_utf8(text);
    if (next.bytes == 0) return Error{ErrorCode::BadEncoding, field};
    text.remove_prefix(next.bytes);
    if (!tidier.add(next.code, text)) return Error{ErrorCode::BadCharacter, field};
  }
  if (tidier.chars() > chars_max) return Error{ErrorCode::TooLong, field};
  return tidier.take();
}

Result<std::string_view> typed_text(std::string_view text, std::size_t bytes_max, Field field) {
  if (text.size() > bytes_max) return Error{ErrorCode::TooLong, field};
  if (!is_utf8(text)) return Error{ErrorCode::BadEncoding, field};
  text = trim(text);
  if (text.empty()) return Error{ErrorCode::Required, field};
  return text;
}

Result<std::string> check_comment(std::string_view text) {
  return tidy_text(text, limits::kCommentCharsMax, Lines::Many, Field::Comment);
}

}  // namespace undersigned
