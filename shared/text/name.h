// Names of people and organizations in any script, as their bearers write them.
//
// There is no pattern that names follow (W3C, "Personal names around the world"): they have one word or nine,
// apostrophes, hyphens, dots, a nickname in quotes, a suffix after a comma, "!Gawaxab". Only what is never a name is
// refused: an empty text, an address, emoji and mathematical alphabets, or a text without letters. Pure, safe from any
// thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// The name with normalized white space (plain_text.h). Case, accents and punctuation stay as typed.
//
// Errors on Field::Name:
// - Required, TooLong (limits::kNameCharsMax), BadEncoding, BadCharacter.
// - LooksLikeLink: a link, a bare domain, or an email address, which must not be published by mistake.
// - NotAName: no letter.
// - TooShort: fewer than limits::kNameCharsMin characters, only for Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic
//   and Georgian letters. In scripts whose characters are syllables or words (Han, kana, Hangul, Indic scripts), one is
//   enough.
Result<std::string> check_name(std::string_view text);

// The same for an organization, on Field::Organization, up to limits::kOrganizationCharsMax. A bare domain is a valid
// name here ("350.org"), a name may consist of digits, and & + # @ and the like are allowed.
Result<std::string> check_organization(std::string_view text);

// What is shown for a signer who chose initials: "Dontae Sharpe" -> "D. S.", one word -> "D.". Takes the first letter,
// with its combining marks, of the first and last words that have one. `name` must be well-formed; empty if it has no
// letter.
std::string initials(std::string_view name);

// For distinguishing people who share a mailbox: lower case, only letters, marks and digits, so that "Jane  O'Neil" and
// "jane oneil" are the same. Not for showing.
std::string name_key(std::string_view name);

}  // namespace undersigned
