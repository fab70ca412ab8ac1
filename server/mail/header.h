// Header fields of a mail: RFC 5322 folding, RFC 2047 encoded words. Internal to mail/.
//
// The writers expect values that have passed the checks. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "server/mail/mail.h"
#include "shared/result.h"

namespace undersigned::mail {

// One line of readable text: BadEncoding, TooLong, or BadCharacter for a control character, any line break or a
// bidirectional override. The error is on `field`.
Status check_line(std::string_view text, std::size_t chars_max, Field field);

// NotAnEmail, unless it is exactly what check_email() returns.
Status check_address(std::string_view email);

// The address as in RFC 5321 and 5322: a local part that is not a dot-atom, such as "a..b", is quoted.
std::string address_spec(std::string_view email);

// "Name: value", unchanged. The value is ASCII without blanks at which it could be folded.
void add_plain_header(std::string& out, std::string_view name, std::string_view value);

// Readable text.
void add_text_header(std::string& out, std::string_view name, std::string_view text);

void add_mailbox_header(std::string& out, std::string_view name, const Mailbox& mailbox);

}  // namespace undersigned::mail
