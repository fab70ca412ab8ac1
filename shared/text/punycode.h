// Punycode (RFC 3492): one label of a host name, written with ASCII letters, digits and hyphens.
// Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned {

// Appends the encoded form of `label`, without "xn--". At most limits::kDomainLabelBytesMax code points; false, with
// `out` in no particular state, for a longer one.
bool append_punycode(std::string& out, std::u32string_view label);

}  // namespace undersigned
