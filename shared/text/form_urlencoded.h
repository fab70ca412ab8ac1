// application/x-www-form-urlencoded: what a plain HTML form posts, and what the widget passes to the form core.
//
// Follows the WHATWG URL Standard, section 5, with one intended difference: invalid UTF-8 is kept instead of becoming
// U+FFFD, so that the field's own check can report bad_encoding. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/result.h"

namespace undersigned {

struct FormField {
  std::string name;
  std::string value;
};

// Reads a form field by field, without storing it, for the form core, where code size matters.
//
//   FormField field;
//   for (FormReader reader(body); reader.next(field);) ...
class FormReader {
 public:
  // `body` must outlive the reader.
  explicit FormReader(std::string_view body) : rest_(body) {}

  // The next field; false if there is none, and then `field` is unspecified.
  bool next(FormField& field);

 private:
  std::string_view rest_;
};

// In the order sent. A name may occur more than once (check boxes).
using Form = std::vector<FormField>;

// The complete form. A percent sign without two hex digits is kept, as in browsers. Empty pieces ("a=1&&b=2") are
// skipped.
// Errors on Field::Body: BodyTooLarge beyond limits::kRequestBodyBytesMax, TooMany beyond limits::kFormFieldsMax.
Result<Form> parse_form(std::string_view body);

// The last value with that name, or nullptr. Points into `form`.
const std::string* find_field(const Form& form, std::string_view name);

// Appends "name=value", after a "&" if `body` is not empty.
void append_form_field(std::string& body, std::string_view name, std::string_view value);

// "a b" -> "a%20b": encodes every byte that is not unreserved in RFC 3986, for use anywhere in a URL.
std::string percent_encode(std::string_view text);

// "%41" -> "A". A percent sign without two hex digits stays.
std::string percent_decode(std::string_view text);

}  // namespace undersigned
