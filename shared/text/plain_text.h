// Text as people type and paste it, made fit to store and show: well-formed, no invisible surprises, tidy white space.
//
// White space of any kind becomes one blank, lines end in \n, soft hyphens, zero-width spaces, direction marks and byte
// order marks are dropped, and so are joiners (U+200C, U+200D) that do not stand inside a word or an emoji. Nothing
// here escapes for HTML: that is the view's work. Pure, safe from any thread.
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

// The beginning of every short field's check: `text` without white space and invisible characters around it.
// Errors, all of `field`: TooLong (over `bytes_max`), BadEncoding, Required.
Result<std::string_view> typed_text(std::string_view text, std::size_t bytes_max, Field field);

// A signer's comment: Lines::Many, limits::kCommentCharsMax, Field::Comment.
Result<std::string> check_comment(std::string_view text);

}  // namespace undersigned
