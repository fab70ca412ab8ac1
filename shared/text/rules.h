// All rules of text/ and hash/ by name, string in and string out, so that one set of vectors and one random run can ask
// the native and the WebAssembly build the same questions.
//
// For tests: the form core does not link this file. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace undersigned {

// "ok <value>" or "error <code>" (error_name()). `argument` is the country of "postcode" and "phone"; others ignore it.
// A rule that only accepts or refuses returns its input. Unknown rules return "error unknown_name".
//
//   name organization initials name_key   email canonical_email suggest_domain   postcode country phone
//   utf8 (code points)  lower  line (100 characters)  comment  csv   url origin slug locale  domain (ASCII form)
//   form (written again)   sha256 (hexadecimal)
std::string apply_rule(std::string_view rule, std::string_view argument, std::string_view input);

// The names above, for going through all of them.
inline constexpr std::size_t kRules = 22;
std::string_view rule_at(std::size_t index);

}  // namespace undersigned
