// One mail as the bytes that go over the wire: RFC 5322 with MIME (RFC 2045 to 2047), multipart/alternative of plain
// text and HTML, both quoted-printable, so that it is ASCII with CRLF. Lines have at most 78 characters, or 998 where
// an address is longer than that.
//
// Nothing can be injected: what does not fit a header is refused, never repaired. Every mail says that a machine wrote
// it (RFC 3834), so that no holiday notice answers. Pure, safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::mail {

// `email` is what check_email() gives. Leave the name of a signer empty until the mailbox has confirmed: it is a
// stranger's text, and mail must not carry it to somebody else.
struct Mailbox {
  std::string name;  // as many as limits::kMailNameCharsMax characters, or empty
  std::string email;
};

// Whether build() takes it.
Status check_mailbox(const Mailbox& mailbox);

struct Content {
  Locale locale = Locale::English;
  std::string subject;  // 1 to limits::kMailSubjectCharsMax characters
  std::string text;     // lines end in \n; each part at most limits::kMailBodyBytesMax
  std::string html;
};

enum class ExtraName : std::uint8_t {
  ListUnsubscribe,      // a web address (RFC 2369)
  ListUnsubscribePost,  // no value: that address takes a POST (RFC 8058)
};

struct ExtraHeader {
  ExtraName name = ExtraName::ListUnsubscribe;
  std::string value;
};

struct Mail {
  Mailbox from;
  Mailbox to;
  std::string reply_to;  // an address, or empty
  Content content;
  std::string message_id;    // "left@domain" without brackets, the same for every attempt: receivers know it again
  std::int64_t time_ms = 0;  // UTC
  std::vector<ExtraHeader> extra_headers;
};

// Errors: BadEncoding (not UTF-8); BadCharacter (a control, line break or bidirectional override in a header; a control
// but \n and \t in a body); Required, TooLong and BodyTooLarge; NotAnEmail; BadUrl; BadDate (before 1970 or after
// 9999); BadValue (Message-ID); TooMany (extra headers). Field::Name is of a name, Field::Email of an address,
// Field::Body of a body, None of the rest.
//
// `boundary_seed` only keeps the boundaries of two mails apart when one quotes the other: no body can hold a boundary,
// as quoted-printable never writes "=_" (RFC 2045 6.7). It stands in the mail, so it must not be a number that counts.
Result<std::string> build(const Mail& mail, std::uint64_t boundary_seed);

}  // namespace undersigned::mail
