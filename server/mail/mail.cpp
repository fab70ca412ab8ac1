#include "server/mail/mail.h"

#include "server/limits.h"
#include "server/mail/body.h"
#include "server/mail/date.h"
#include "server/mail/header.h"
#include "shared/text/ascii.h"
#include "shared/text/email.h"
#include "shared/text/url.h"
#include "shared/text/utf8.h"

namespace undersigned::mail {
namespace {

constexpr std::size_t kMessageIdCharsMax = 250;
constexpr std::size_t kExtraUrlCharsMax = 900;  // fits a line of 998 (RFC 5322 2.1.1), as a URL cannot be folded

Status check_body(std::string_view body) {
  if (body.empty()) return Error{ErrorCode::Required, Field::Body};
  if (body.size() > limits::kMailBodyBytesMax) return Error{ErrorCode::BodyTooLarge, Field::Body};
  if (!is_utf8(body)) return Error{ErrorCode::BadEncoding, Field::Body};
  for (const char c : body) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (control && c != '\n' && c != '\t') return Error{ErrorCode::BadCharacter, Field::Body};
  }
  return Done{};
}

// Of what RFC 5322 3.6.4 allows, only letters, digits and . _ -, which every program handles.
Status check_message_id(std::string_view id) {
  const std::size_t at = id.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == id.size() || id.size() > kMessageIdCharsMax) {
    return Error{ErrorCode::BadValue};
  }
  char before = '.';
  for (std::size_t i = 0; i < id.size(); ++i) {
    const char c = id[i];
    const bool separator = c == '.' || i == at;
    const bool allowed = separator ? before != '.' && before != '@' : is_ascii_alphanumeric(c) || c == '_' || c == '-';
    if (!allowed) return Error{ErrorCode::BadValue};
    before = c;
  }
  return before == '.' ? Status(Error{ErrorCode::BadValue}) : Done{};
}

Status check_extra(const std::vector<ExtraHeader>& headers) {
  if (headers.size() > limits::kMailExtraHeadersMax) return Error{ErrorCode::TooMany};
  for (const ExtraHeader& header : headers) {
    switch (header.name) {
      case ExtraName::ListUnsubscribe:
        if (!is_web_url(header.value) || !is_ascii(header.value) || header.value.size() > kExtraUrlCharsMax) {
          return Error{ErrorCode::BadUrl};
        }
        break;
      case ExtraName::ListUnsubscribePost:
        if (!header.value.empty()) return Error{ErrorCode::BadValue};
        break;
    }
  }
  return Done{};
}

Status check(const Mail& mail) {
  const Content& content = mail.content;
  if (content.subject.empty()) return Error{ErrorCode::Required};
  if (mail.time_ms < 0 || mail.time_ms > kDateMsMax) return Error{ErrorCode::BadDate};
  for (const Status& status :
       {check_mailbox(mail.from), check_mailbox(mail.to),
        mail.reply_to.empty() ? Status(Done{}) : check_address(mail.reply_to),
        check_line(content.subject, limits::kMailSubjectCharsMax, Field::None), check_message_id(mail.message_id),
        check_body(content.text), check_body(content.html), check_extra(mail.extra_headers)}) {
    if (!status) return status;
  }
  return Done{};
}

std::string boundary_of(std::uint64_t seed) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string boundary = "=_";
  for (int shift = 60; shift >= 0; shift -= 4) boundary.push_back(kHex[(seed >> shift) & 0xFU]);
  return boundary;
}

void add_extra(std::string& out, const ExtraHeader& header) {
  switch (header.name) {
    case ExtraName::ListUnsubscribe:
      return add_plain_header(out, "List-Unsubscribe", "<" + header.value + ">");
    case ExtraName::ListUnsubscribePost:
      return add_plain_header(out, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }
}

void add_part(std::string& out, const std::string& boundary, std::string_view type, std::string_view body) {
  out.append("--").append(boundary).append("\r\n");
  add_plain_header(out, "Content-Type", type);
  add_plain_header(out, "Content-Transfer-Encoding", "quoted-printable");
  out.append("\r\n").append(quoted_printable(body)).append("\r\n");
}

}  // namespace

Status check_mailbox(const Mailbox& mailbox) {
  if (const Status name = check_line(mailbox.name, limits::kMailNameCharsMax, Field::Name); !name) return name;
  return check_address(mailbox.email);
}

Result<std::string> build(const Mail& mail, std::uint64_t boundary_seed) {
  if (const Status checked = check(mail); !checked) return checked.error();

  const std::string boundary = boundary_of(boundary_seed);
  std::string out;
  add_mailbox_header(out, "From", mail.from);
  add_mailbox_header(out, "To", mail.to);
  if (!mail.reply_to.empty()) add_plain_header(out, "Reply-To", address_spec(mail.reply_to));
  add_text_header(out, "Subject", mail.content.subject);
  add_plain_header(out, "Date", date_header(mail.time_ms));
  add_plain_header(out, "Message-ID", "<" + mail.message_id + ">");
  add_plain_header(out, "Auto-Submitted", "auto-generated");
  add_plain_header(out, "X-Auto-Response-Suppress", "All");  // for Exchange, which ignores Auto-Submitted
  for (const ExtraHeader& header : mail.extra_headers) add_extra(out, header);
  add_plain_header(out, "Content-Language", locale_tag(mail.content.locale));
  add_plain_header(out, "MIME-Version", "1.0");
  add_plain_header(out, "Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
  out.append("\r\n");
  // Mail programs show the last part that they support, so the best one comes last (RFC 2046 5.1.4).
  add_part(out, boundary, "text/plain; charset=utf-8; format=flowed", flow(mail.content.text));
  add_part(out, boundary, "text/html; charset=utf-8", mail.content.html);
  out.append("--").append(boundary).append("--\r\n");
  return out;
}

}  // namespace undersigned::mail
