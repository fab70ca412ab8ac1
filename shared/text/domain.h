// Host names: letters, digits and hyphens (RFC 1123), and internationalized names in their ASCII form.
// Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned {

// Labels of 1 to 63 letters, digits and hyphens, without a hyphen at the ends, at most 253 bytes in total. A single
// label ("localhost") is allowed. Any case.
bool is_ascii_domain(std::string_view domain);

// The lower-case ASCII form of a typed name: U-labels become A-labels (RFC 5891, Punycode of RFC 3492), A-labels stay,
// full-width letters and the ideographic full stop are converted. Empty if it is not a domain.
//
// Letters are lower-cased one by one and must be composed (NFC), as keyboards write them. A label with separate
// combining marks is refused, since it would become another name.
std::string domain_to_ascii(std::string_view domain);

}  // namespace undersigned
