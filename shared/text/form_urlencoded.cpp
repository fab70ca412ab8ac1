#include "shared/text/form_urlencoded.h"

#include <utility>

#include "shared/limits.h"
#include "shared/text/ascii.h"

namespace undersigned {
namespace {

enum class Plus : bool { Literal, Space };

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Removes and returns everything before the first `end`, and removes that.
std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  if (at >= text.size()) return std::exchange(text, {});
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at + 1);
  return taken;
}

std::string decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus == Plus::Space) {
      c = ' ';
    } else if (c == '%' && i + 2 < text.size()) {
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        c = static_cast<char>(high * 16 + low);
        i += 2;
      }
    }
    out += c;
  }
  return out;
}

void append_percent(std::string& out, char c) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

void append_encoded(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == ' ') {
      out += '+';
    } else if (is_ascii_alphanumeric(c) || c == '*' || c == '-' || c == '.' || c == '_') {
      out += c;
    } else {
      append_percent(out, c);
    }
  }
}

}  // namespace

bool FormReader::next(FormField& field) {
  while (!rest_.empty()) {
    const std::string_view piece = take_until(rest_, '&');
    if (piece.empty()) continue;
    std::string_view value = piece;
    field.name = decode(take_until(value, '='), Plus::Space);
    field.value = decode(value, Plus::Space);
    return true;
  }
  return false;
}

Result<Form> parse_form(std::string_view body) {
  if (body.size() > limits::kRequestBodyBytesMax) return Error{ErrorCode::BodyTooLarge, Field::Body};
  Form form;
  FormField field;
  for (FormReader reader(body); reader.next(field);) {
    if (form.size() == limits::kFormFieldsMax) return Error{ErrorCode::TooMany, Field::Body};
    form.push_back(std::move(field));
  }
  return form;
}

const std::string* find_field(const Form& form, std::string_view name) {
  for (auto field = form.rbegin(); field != form.rend(); ++field) {
    if (field->name == name) return &field->value;
  }
  return nullptr;
}

void append_form_field(std::string& body, std::string_view name, std::string_view value) {
  if (!body.empty()) body += '&';
  append_encoded(body, name);
  body += '=';
  append_encoded(body, value);
}

std::string percent_encode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_ascii_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      append_percent(out, c);
    }
  }
  return out;
}

std::string percent_decode(std::string_view text) {
  return decode(text, Plus::Literal);
}

}  // namespace undersigned
