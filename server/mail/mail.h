// A mail as the bytes to transmit: RFC 5322 with MIME (RFC 2045 to 2047), multipart/alternative of plain text and HTML,
// both quoted-printable, so it is ASCII with CRLF. Lines have at most 78 characters, or 998 if an address is longer
// than that.
//
// Nothing can be injected: a value that does not fit a header is refused, never repaired. Every mail says that a
// machine wrote it (RFC 3834), so that no vacation notice replies. Pure, safe from any thread.
//
// Why our own: libcurl's MIME encodes no headers, and GMime 3.2 leaves a local part such as "a..b" unquoted, loses blanks
// and "=?" in names and subjects, and writes lines of up to 210 characters (tests/server/mail/parse_back_test.cpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::mail {

// `email` as check_email() returns it. Leave a signer's name empty until the mailbox has confirmed: until then it may
// be a stranger's text, which must not be mailed to somebody else.
struct Mailbox {
  std::string name;  // at most limits::kMailNameCharsMax characters; may be empty
  std::string email;
};

// Whether build() accepts it.
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
  std::string reply_to;  // an address; may be empty
  Content content;
  std::string
      message_id;  // "left@domain" without brackets; the same for every attempt, so that receivers can drop duplicates
  std::int64_t time_ms = 0;  // UTC
  std::vector<ExtraHeader> extra_headers;
};

// Errors:
// - BadEncoding: not UTF-8.
// - BadCharacter: a control character, line break or bidirectional override in a header; a control character other than
//   \n and \t in a body.
// - Required, TooLong, BodyTooLarge, NotAnEmail, BadUrl.
// - BadDate: before 1970 or after 9999. BadValue: the Message-ID. TooMany: extra headers.
// Field::Name is for names, Field::Email for addresses, Field::Body for bodies, Field::None for the rest.
//
// `boundary_seed` makes the boundaries of two mails differ, for when one quotes the other. A body can never hold a
// boundary, as quoted-printable does not write "=_" (RFC 2045 6.7). The seed is visible in the mail, so it must not be
// a counter.
Result<std::string> build(const Mail& mail, std::uint64_t boundary_seed);

}  // namespace undersigned::mail
