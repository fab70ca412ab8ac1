// Unicode foldings, so that what looks the same counts as the same (Unicode Standard Annex 15, and toNFKC_Casefold of
// Unicode 3.13 R5), by utf8proc.
//
// Pure, safe from any thread. Text that is not UTF-8 comes back as it is: it is its own, and only, equal.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::base {

// Compatibility composition: for passwords, as NIST SP 800-63B 5.1.1.2 asks.
std::string nfkc(std::string_view text);

// Compatibility composition, case folded, without ignorable characters, runs of blanks as one: for comparing names.
std::string nfkc_casefold(std::string_view text);

// For telling names apart however they are typed: what nfkc_casefold() gives, without the accents of Latin, Greek and
// Cyrillic letters and without the vowel points of Hebrew and Arabic; "ø" is "o". Marks that make a letter another one,
// as the vowel signs of India, stay.
std::string without_accents(std::string_view case_folded);

}  // namespace undersigned::base
