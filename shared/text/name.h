// Names of people and organizations in any script, as their bearers write them.
//
// There is no pattern a name must follow (W3C, "Personal names around the world"): one word or nine, with apostrophes,
// hyphens, dots, a nickname in quotes, a suffix after a comma, "!Gawaxab". What is refused is what a name is never:
// nothing at all, an address, emoji and mathematical alphabets, or no letter.
// Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// The name with tidy white space (plain_text.h). Case, accents and punctuation stay as typed.
//
// Errors, all of Field::Name: Required, TooLong (limits::kNameCharsMax), BadEncoding, LooksLikeLink (a link, a bare
// domain or an e-mail address, which must not be shown in public by mistake), BadCharacter, NotAName (no letter),
// TooShort: fewer than limits::kNameCharsMin characters, asked only of Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic
// and Georgian letters; where a character is a syllable or a word (Han, kana, Hangul, the scripts of India), one will
// do.
Result<std::string> check_name(std::string_view text);

// The same for an organization, of Field::Organization, up to limits::kOrganizationCharsMax: a bare domain is a good
// name here ("350.org"), a name may be all digits, and & + # @ and the like may stand in it.
Result<std::string> check_organization(std::string_view text);

// What is shown of a signer who chose initials: "Dontae Sharpe" -> "D. S.", one word -> "D.". The first letter, with
// its combining marks, of the first and last words that have one. `name` is well-formed; without a letter the answer is
// empty.
std::string initials(std::string_view name);

// For telling the people behind one mailbox apart: lower case, letters, marks and digits only, so that "Jane  O'Neil"
// and "jane oneil" are one. Not for showing.
std::string name_key(std::string_view name);

}  // namespace undersigned
