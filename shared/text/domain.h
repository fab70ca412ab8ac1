// Host names: letters, digits and hyphens (RFC 1123), and internationalised ones in their ASCII form.
// Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned {

// Labels of 1 to 63 letters, digits and hyphens, no hyphen first or last, at most 253 bytes; one label ("localhost") is
// enough. Either case.
bool is_ascii_domain(std::string_view domain);

// The ASCII form, lower-cased, of what was typed: U-labels become A-labels (RFC 5891, Punycode of RFC 3492), A-labels
// stay, full-width letters and the ideographic full stop are read as their ASCII twins. Empty when it is not a domain.
//
// Letters are lower-cased one to one and are expected composed (NFC), as keyboards write them: a label with loose
// diacritics is refused, as it would become a different name from the one meant.
std::string domain_to_ascii(std::string_view domain);

}  // namespace undersigned
