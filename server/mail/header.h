// Header fields of a mail: RFC 5322 folding, RFC 2047 encoded words. Internal to mail/.
//
// The writers take values that the checks have passed. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "server/mail/mail.h"
#include "shared/result.h"

namespace undersigned::mail {

// One line of text that people read: BadEncoding, TooLong, or BadCharacter for a control, a line break of any kind or a
// bidirectional override. `field` is the error's.
Status check_line(std::string_view text, std::size_t chars_max, Field field);

// Only what check_email() itself gives: NotAnEmail otherwise.
Status check_address(std::string_view email);

// The address as RFC 5321 and 5322 write it: a local part that is no dot-atom, such as "a..b", goes in quotes.
std::string address_spec(std::string_view email);

// "Name: value" of ASCII without blanks that could fold, as it is.
void add_plain_header(std::string& out, std::string_view name, std::string_view value);

// Text that people read.
void add_text_header(std::string& out, std::string_view name, std::string_view text);

void add_mailbox_header(std::string& out, std::string_view name, const Mailbox& mailbox);

}  // namespace undersigned::mail
