// application/x-www-form-urlencoded: what a plain HTML form posts, and what the widget hands to the form core.
//
// Follows the WHATWG URL Standard, section 5. One difference, meant: bytes that are not UTF-8 are kept as they are
// instead of becoming U+FFFD, so that the field's own check can answer bad_encoding. Pure, safe from any thread.
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

// Goes through a form without keeping it: what the form core does, where every byte of code counts.
//
//   FormField field;
//   for (FormReader reader(body); reader.next(field);) ...
class FormReader {
 public:
  // `body` must outlive the reader.
  explicit FormReader(std::string_view body) : rest_(body) {}

  // The next field; false when there is none, with `field` in no particular state.
  bool next(FormField& field);

 private:
  std::string_view rest_;
};

// In the order they were sent; a name may come more than once (check boxes).
using Form = std::vector<FormField>;

// The whole form. A percent sign that no two hex digits follow is kept as it is, as browsers do; empty pieces
// ("a=1&&b=2") are skipped.
// Errors, all of Field::Body: BodyTooLarge beyond limits::kRequestBodyBytesMax, TooMany beyond limits::kFormFieldsMax.
Result<Form> parse_form(std::string_view body);

// The last value of that name, or nullptr. Points into `form`.
const std::string* find_field(const Form& form, std::string_view name);

// Appends "name=value", after a "&" where `body` is not empty.
void append_form_field(std::string& body, std::string_view name, std::string_view value);

// "a b" -> "a%20b": every byte that is not unreserved in RFC 3986, for a value within any address.
std::string percent_encode(std::string_view text);

// "%41" -> "A"; a percent sign that no two hex digits follow stays.
std::string percent_decode(std::string_view text);

}  // namespace undersigned
