// E-mail addresses: what a browser's <input type=email> accepts, and IDN domains.
//
// Follows the WHATWG HTML Standard's "valid e-mail address" within the lengths of RFC 5321, 4.5.3.1. Asked for besides:
// a dot in the domain, and no digit at the start of its last label. Mailbox names in UTF-8 (RFC 6531) are not accepted,
// as browsers do not accept them. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// The address to write to: the local part as typed, the domain lower-cased and in ASCII (domain.h). Forgiven: white
// space and invisible characters around it, "mailto:" before it, full-width characters, a name with brackets around the
// address ("Ann <ann@example.org>").
//
// Errors, all of Field::Email: Required, BadEncoding, TooLong (local part over 64, domain over 253, whole over 254
// bytes), NotAnEmail.
Result<std::string> check_email(std::string_view text);

// What is compared to find two signatures from one mailbox, and what limits count; never written to. `email` comes from
// check_email(). Everything is lower-cased, "+tag" is left out, and so is what providers are known to ignore, as a list
// in canonical_email.cpp says, with the provider's own page.
std::string canonical_email(std::string_view email);

// The same for what the reader of a mailbox may see and change: "+tag" is left out only where the provider says so, as
// elsewhere it can be somebody else's mailbox.
std::string delivery_mailbox(std::string_view email);

// The domain of an address from check_email().
std::string_view email_domain(std::string_view email);

}  // namespace undersigned
