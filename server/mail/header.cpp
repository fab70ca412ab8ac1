#include "server/mail/header.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/email.h"
#include "shared/text/utf8.h"

namespace undersigned::mail {
namespace {

constexpr std::size_t kLineCharsMax = 76;  // RFC 2047 2: of a line with an encoded word; RFC 5322 would allow 78
constexpr std::size_t kWordCharsMax = 67;  // RFC 2047 2 allows 75; with this, one always fits after "Subject:"
constexpr std::string_view kBase64Opens = "=?utf-8?B?";
constexpr std::string_view kQOpens = "=?utf-8?Q?";
constexpr std::string_view kWordEnds = "?=";
constexpr std::size_t kWordRoom = kWordCharsMax - kQOpens.size() - kWordEnds.size();

// Writes one field token by token, and folds lines that get too long (RFC 5322 2.2.3).
class FoldedField {
 public:
  FoldedField(std::string& out, std::string_view name) : out_(out), column_(name.size() + 1) {
    out_.append(name);
    out_.push_back(':');
  }

  void add(std::string_view token) {
    const bool fits = column_ + 1 + token.size() <= kLineCharsMax || fresh_;
    out_.append(fits ? " " : "\r\n ");
    out_.append(token);
    column_ = (fits ? column_ : 0) + 1 + token.size();
    fresh_ = false;
  }

  void end() { out_.append("\r\n"); }

 private:
  std::string& out_;
  std::size_t column_;
  bool fresh_ = true;
};

bool is_atom_char(char c) {
  return is_ascii_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_dot_atom(std::string_view text) {
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !is_atom_char(c)) return false;
    before = c;
  }
  return before != '.';
}

// RFC 2047 5 (3): what an encoded word may hold beside a name, the strictest of the three places.
bool is_q_literal(char c) {
  return is_ascii_alphanumeric(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
}

std::string q_encoded(std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    if (is_q_literal(c)) {
      out.push_back(c);
    } else if (c == ' ') {
      out.push_back('_');
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'=', kHex[byte >> 4U], kHex[byte & 0xFU]});
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string out(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  const auto* data = static_cast<const unsigned char*>(static_cast<const void*>(bytes.data()));
  sodium_bin2base64(out.data(), out.size(), data, bytes.size(), kVariant);
  out.pop_back();
  return out;
}

// Adds `text` as encoded words of whole characters. Readers join adjacent ones without the blank between them.
void add_encoded_words(FoldedField& field, std::string_view text) {
  const bool use_q = q_encoded(text).size() <= base64(text).size();
  while (!text.empty()) {
    std::size_t taken = 0;
    std::string encoded;
    while (taken < text.size()) {
      const std::size_t next = taken + std::max<std::size_t>(decode_utf8(text.substr(taken)).bytes, 1);
      std::string longer = use_q ? q_encoded(text.substr(0, next)) : base64(text.substr(0, next));
      if (longer.size() > kWordRoom) break;
      taken = next;
      encoded = std::move(longer);
    }
    field.add(std::string(use_q ? kQOpens : kBase64Opens) + encoded + std::string(kWordEnds));
    text.remove_prefix(taken);
  }
}

// Whether every mail program reads the text unchanged, folded or not.
bool is_plain(std::string_view text) {
  std::size_t word_chars = 0;
  char before = ' ';
  for (const char c : text) {
    if (c < ' ' || c > '~') return false;
    if (c == ' ' && before == ' ') return false;
    word_chars = c == ' ' ? 0 : word_chars + 1;
    if (word_chars > kWordCharsMax) return false;
    before = c;
  }
  return before != ' ' && text.find("=?") == std::string_view::npos;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

}  // namespace

Status check_line(std::string_view text, std::size_t chars_max, Field field) {
  if (!is_utf8(text)) return Error{ErrorCode::BadEncoding, field};
  if (count_chars(text) > chars_max) return Error{ErrorCode::TooLong, field};
  while (!text.empty()) {
    const char32_t code = take_char(text);
    const CharKind kind = char_kind(code);
    if (kind == CharKind::LineBreak || kind == CharKind::Forbidden || turns_direction(code) || code == U'\t') {
      return Error{ErrorCode::BadCharacter, field};
    }
  }
  return Done{};
}

Status check_address(std::string_view email) {
  const Result<std::string> checked = check_email(email);
  if (!checked || *checked != email) return Error{ErrorCode::NotAnEmail, Field::Email};
  return Done{};
}

std::string address_spec(std::string_view email) {
  const std::size_t at = email.rfind('@');
  const std::string_view local = email.substr(0, at);
  return is_dot_atom(local) ? std::string(email) : quoted(local) + std::string(email.substr(at));
}

void add_plain_header(std::string& out, std::string_view name, std::string_view value) {
  FoldedField field(out, name);
  field.add(value);
  field.end();
}

void add_text_header(std::string& out, std::string_view name, std::string_view text) {
  FoldedField field(out, name);
  if (is_plain(text)) {
    while (!text.empty()) {
      const std::string_view word = text.substr(0, text.find(' '));
      field.add(word);
      text.remove_prefix(word.size() == text.size() ? word.size() : word.size() + 1);
    }
  } else {
    add_encoded_words(field, text);
  }
  field.end();
}

void add_mailbox_header(std::string& out, std::string_view name, const Mailbox& mailbox) {
  FoldedField field(out, name);
  const std::string address = address_spec(mailbox.email);
  if (mailbox.name.empty()) {
    field.add(address);
  } else {
    const std::string phrase = quoted(mailbox.name);
    if (is_plain(mailbox.name) && phrase.size() <= kWordCharsMax) {
      field.add(phrase);
    } else {
      add_encoded_words(field, mailbox.name);
    }
    field.add("<" + address + ">");
  }
  field.end();
}

}  // namespace undersigned::mail
