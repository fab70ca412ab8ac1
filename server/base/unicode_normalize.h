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
// and Cyrillic letters and vowel points of Hebrew and Arabic; "ø" becomes "o". Marks that make another letter, such as
// Indic vowel signs, stay.
std::string without_accents(std::string_view case_folded);

}  // namespace undersigned::base
