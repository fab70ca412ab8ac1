// Text as people type and paste it, made fit to store and show: well-formed, no invisible surprises, tidy white space.
//
// White space of any kind becomes one blank, lines end in \n, and what nobody can see is dropped (the Ignorable
// characters of characters.h), and so are joiners (U+200C, U+200D) that do not stand inside a word or an emoji, and
// tags outside a flag. Every field is read through this one rule, so a text pasted from a right-to-left page is taken
// everywhere. Nothing here escapes for HTML: that is the view's work. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// Combining marks one after the other: enough for every orthography, too few for towers that cover the lines above.
inline constexpr std::size_t kMarksInARowMax = 6;

enum class Lines : std::uint8_t {
  One,   // line breaks become blanks
  Many,  // line breaks stay, at most one empty line between paragraphs
};

// The tidy text, which may be empty: whether something is required is the caller's question.
// Errors, all of `field`: TooLong (more than `chars_max` code points, or hopeless by its bytes), BadEncoding,
// BadCharacter (a Forbidden character of characters.h, or more than kMarksInARowMax marks).
Result<std::string> tidy_text(std::string_view text, std::size_t chars_max, Lines lines, Field field);

// The beginning of every short field's check: `text` tidied the same way, as one line. Variation selectors and the
// keycap of emoji are dropped too ("1\uFE0F\u20E3" is a 1); a Forbidden character stays, for the field to refuse.
// Errors, all of `field`: TooLong (over `bytes_max`), BadEncoding, Required.
Result<std::string> typed_text(std::string_view text, std::size_t bytes_max, Field field);

// A signer's comment: Lines::Many, limits::kCommentCharsMax, Field::Comment.
Result<std::string> check_comment(std::string_view text);

}  // namespace undersigned
