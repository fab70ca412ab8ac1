#include "shared/text/form_urlencoded.h"

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

void append_encoded(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  for (const char c : text) {
    if (c == ' ') {
      out += '+';
    } else if (is_ascii_alphanumeric(c) || c == '*' || c == '-' || c == '.' || c == '_') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
}

}  // namespace

Result<Form> parse_form(std::string_view body) {
  if (body.size() > limits::kRequestBodyBytesMax) return Error{ErrorCode::BodyTooLarge, Field::Body};
  Form form;
  while (!body.empty()) {
    const std::size_t end = body.find('&');
    const std::string_view piece = body.substr(0, end);
    body = end == std::string_view::npos ? std::string_view{} : body.substr(end + 1);
    if (piece.empty()) continue;
    if (form.size() == limits::kFormFieldsMax) return Error{ErrorCode::TooMany, Field::Body};
    const std::size_t equals = piece.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1);
    form.push_back(FormField{decode(piece.substr(0, equals), Plus::Space), decode(value, Plus::Space)});
  }
  return form;
}

const std::string* find_field(const Form& form, std::string_view name) {
  for (const FormField& field : form) {
    if (field.name == name) return &field.value;
  }
  return nullptr;
}

void append_form_field(std::string& body, std::string_view name, std::string_view value) {
  if (!body.empty()) body += '&';
  append_encoded(body, name);
  body += '=';
  append_encoded(body, value);
}

std::string percent_decode(std::string_view text) {
  return decode(text, Plus::Literal);
}

}  // namespace undersigned
