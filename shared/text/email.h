// Email addresses: what a browser's <input type=email> accepts, and IDN domains.
//
// Follows the WHATWG HTML Standard's "valid e-mail address" within the lengths of RFC 5321, 4.5.3.1. In addition, the
// domain needs a dot, its last label must not begin with a digit, and dots in the local part are as in RFC 5321, 4.1.2,
// except under .ne.jp, since mail servers refuse others. Local parts in UTF-8 (RFC 6531) are refused, as browsers refuse
// them. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// The address to write to: the local part as typed, the domain lower-cased and in ASCII (domain.h). Tolerates
// surrounding white space and invisible characters, a label ("Email: ", "mailto:" with a query), full-width characters,
// the apostrophes and hyphens of text programs, a name or the same address beside brackets ("Ann <ann@example.org>",
// "ann@example.org (Ann)"), punctuation around it, a blank beside the @, and a comma instead of the domain's first dot.
//
// Errors on Field::Email: Required, BadEncoding, TooLong (local part over 64, domain over 253, total over 254 bytes),
// NotAnEmail.
Result<std::string> check_email(std::string_view text);

// The form for finding several signatures of one mailbox and for counting against limits; never used as an address.
// `email` comes from check_email(). Lower-cased, without "+tag", and without what the provider ignores (see the list in
// canonical_email.cpp, with sources).
std::string canonical_email(std::string_view email);

// The same for deciding who may see and change signatures: removes "+tag" only if the provider documents it, since
// elsewhere it may be somebody else's mailbox.
std::string delivery_mailbox(std::string_view email);

// The domain of an address from check_email().
std::string_view email_domain(std::string_view email);

}  // namespace undersigned
