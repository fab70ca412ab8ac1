// Every rule of text/ and hash/ behind one door, string in and string out, so that one set of vectors and one random
// run can ask the native build and the WebAssembly build the same question.
//
// For tests: the form core does not link this file. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace undersigned {

// "ok <value>" or "error <code>" (error_name()). `argument` is the country of "postcode" and "phone" and ignored by the
// rest. A rule that only answers yes gives its input back. Unknown rules answer "error unknown_name".
//
//   name organization initials name_key   email canonical_email suggest_domain   postcode country phone
//   utf8 (code points)  lower  line (100 characters)  comment  csv   url origin slug locale  domain (ASCII form)
//   form (written again)   sha256 (hexadecimal)
std::string apply_rule(std::string_view rule, std::string_view argument, std::string_view input);

// The names above, for going through all of them.
inline constexpr std::size_t kRules = 22;
std::string_view rule_at(std::size_t index);

}  // namespace undersigned
