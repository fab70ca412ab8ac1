// Unicode normalization, so that texts that look the same compare equal (Unicode Standard Annex 15, and toNFKC_Casefold
// of Unicode 3.13 R5), by utf8proc.
//
// Pure, safe from any thread. Invalid UTF-8 is returned unchanged.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::base {

// NFKC: for passwords, as NIST SP 800-63B 5.1.1.2 asks.
std::string nfkc(std::string_view text);

// NFKC, case folded, without ignorable characters, runs of blanks as one: for comparing names.
std::string nfkc_casefold(std::string_view text);

// For comparing names however they are typed. Takes what nfkc_casefold() returns and removes accents of Latin, Greek
// and Cyrillic letters and vowel points of Hebrew and Arabic; "ø" becomes "o". Marks stay where they make another
// letter, and so another name, in the language that the text shows:
//
//   Vietnamese   A text with a letter that other languages hardly use keeps all its marks: with horn, hook above or dot
//                below, đ, circumflex or breve with a tone mark, or a tilde over e, i, u or y. So do names of other
//                languages that have these letters, such as Yoruba, Igbo, Kikuyu, and Croatian with đ. A text with
//                other marks only, such as "Lan Hà", cannot be told from a European one and loses them.
//   Cyrillic     й, ў, ї, ѓ, ќ and the like stay. ё becomes е, and stress marks over vowels are removed.
//   Arabic       Hamza and madda stay.
//   others       What is no accent stays: vowel signs and nukta of Indic scripts, voicing marks of Kana.
//
// Letters such as ñ, å, ü, ş and ž lose their marks although some alphabets count them as letters: people often type
// them without.
std::string without_accents(std::string_view case_folded);

}  // namespace undersigned::base
