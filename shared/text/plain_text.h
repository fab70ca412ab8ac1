// Typed or pasted text, made fit to store and show: well-formed, nothing invisible, normalized white space.
//
// White space of any kind becomes one blank, lines end in \n. Invisible characters are dropped: the Ignorable ones of
// characters.h, joiners (U+200C, U+200D) outside words and emoji, tags outside flags. All fields use this one rule, so
// that text pasted from a right-to-left page is accepted everywhere. Nothing is escaped for HTML: that is up to the
// view. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// Successive combining marks: enough for every orthography, too few for stacks that cover the lines above.
inline constexpr std::size_t kMarksInARowMax = 6;

enum class Lines : std::uint8_t {
  One,   // line breaks become blanks
  Many,  // line breaks stay, at most one empty line between paragraphs
};

// The normalized text, which may be empty; the caller decides whether it is required.
// Errors on `field`: TooLong (more than `chars_max` code points, or too many bytes for that), BadEncoding, BadCharacter
// (a Forbidden character of characters.h, or more than kMarksInARowMax marks).
Result<std::string> tidy_text(std::string_view text, std::size_t chars_max, Lines lines, Field field);

// The first step of checking a short field: `text` normalized as one line. Also drops variation selectors and the
// keycap of emoji ("1\uFE0F\u20E3" becomes 1). Forbidden characters stay, for the field's check to refuse.
// Errors on `field`: TooLong (over `bytes_max`), BadEncoding, Required.
Result<std::string> typed_text(std::string_view text, std::size_t bytes_max, Field field);

// A signer's comment: Lines::Many, limits::kCommentCharsMax, Field::Comment.
Result<std::string> check_comment(std::string_view text);

}  // namespace undersigned
