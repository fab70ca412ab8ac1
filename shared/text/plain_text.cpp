#include "shared/text/plain_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "shared/limits.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// Scripts that use joiners, and emoji, come after the European alphabets.
constexpr char32_t kJoiningFirst = 0x600;

// England's flag is a black flag followed by tag characters; without them it would be a black flag (UTS 51, ED-14a).
constexpr char32_t kBlackFlag = 0x1F3F4;
constexpr char32_t kTagEnd = 0xE007F;
constexpr int kFlagTagsMax = 6;

constexpr bool is_flag_tag(char32_t code) {
  return (code >= 0xE0030 && code <= 0xE0039) || (code >= 0xE0061 && code <= 0xE007A);
}

// How many tags follow a black flag, including the end tag; 0 if they form no flag.
int flag_tags(std::string_view rest) {
  for (int tags = 0; tags <= kFlagTagsMax && !rest.empty(); ++tags) {
    const char32_t code = take_char(rest);
    if (code == kTagEnd) return tags == 0 ? 0 : tags + 1;
    if (!is_flag_tag(code)) return 0;
  }
  return 0;
}

constexpr bool shapes_emoji(char32_t code) {
  return (code >= 0xFE00 && code <= 0xFE0F) || code == 0x20E3;
}

// Collects the text. White space is only written once something follows it.
class WhitespaceNormalizer {
 public:
  explicit WhitespaceNormalizer(Lines lines) : lines_(lines) {}

  // False if the character is not acceptable.
  bool add(char32_t code, std::string_view rest) {
    const char32_t before = std::exchange(read_, code);
    switch (char_kind(code)) {
      case CharKind::Forbidden:
        return false;
      case CharKind::Ignorable:
        if (tags_ == 0) return true;
        --tags_;
        break;
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
        if (code == kBlackFlag) tags_ = flag_tags(rest);
    }
    write(code);
    return true;
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

  const Lines lines_;
  std::string out_;
  std::size_t chars_ = 0;
  std::size_t marks_ = 0;
  int tags_ = 0;  // of a flag, still to come
  int breaks_ = 0;
  bool blank_ = false;
  char32_t read_ = 0;
  char32_t written_ = 0;
};

enum class Emoji : bool { Keep, Flatten };

// Passes `text` through `normalizer`. Emoji::Flatten keeps only the digit or letter of an emoji, and leaves Forbidden
// characters for the caller.
std::optional<ErrorCode> tidy(std::string_view text, WhitespaceNormalizer& normalizer, Emoji emoji) {
  while (!text.empty()) {
    const Utf8Char next = decode_utf8(text);
    if (next.bytes == 0) return ErrorCode::BadEncoding;
    text.remove_prefix(next.bytes);
    const bool flatten = emoji == Emoji::Flatten;
    if ((flatten && shapes_emoji(next.code)) || normalizer.add(next.code, text)) continue;
    if (!flatten) return ErrorCode::BadCharacter;
    normalizer.write(next.code);
  }
  return {};
}

}  // namespace

Result<std::string> tidy_text(std::string_view text, std::size_t chars_max, Lines lines, Field field) {
  if (text.size() > chars_max * limits::kUtf8BytesPerChar) return Error{ErrorCode::TooLong, field};
  WhitespaceNormalizer normalizer(lines);
  if (const auto error = tidy(text, normalizer, Emoji::Keep)) return Error{*error, field};
  if (normalizer.chars() > chars_max) return Error{ErrorCode::TooLong, field};
  return normalizer.take();
}

Result<std::string> typed_text(std::string_view text, std::size_t bytes_max, Field field) {
  if (text.size() > bytes_max) return Error{ErrorCode::TooLong, field};
  WhitespaceNormalizer normalizer(Lines::One);
  if (const auto error = tidy(text, normalizer, Emoji::Flatten)) return Error{*error, field};
  std::string typed = normalizer.take();
  if (typed.empty()) return Error{ErrorCode::Required, field};
  return typed;
}

Result<std::string> check_comment(std::string_view text) {
  return tidy_text(text, limits::kCommentCharsMax, Lines::Many, Field::Comment);
}

}  // namespace undersigned
