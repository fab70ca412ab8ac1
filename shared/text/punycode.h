// Punycode (RFC 3492): one label of a host name, written with ASCII letters, digits and hyphens.
// Pure, safe from any thread.
#pragma once

#include <span>
#include <string>

namespace undersigned {

// Appends the encoded form of `label`, at most limits::kDomainLabelBytesMax code points, without "xn--".
void append_punycode(std::string& out, std::span<const char32_t> label);

}  // namespace undersigned
