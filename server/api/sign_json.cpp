#include "server/api/sign_json.h"

#include <nlohmann/json.hpp>

#include "shared/limits.h"

namespace undersigned::api {
namespace {

using nlohmann::json;

// Text, or null for "not given".
bool read_text(SignatureForm& form, std::string_view name, const json& value) {
  if (value.is_null()) return true;
  if (!value.is_string()) return false;
  set_form_field(form, name, value.get<std::string>());
  return true;
}

bool read_member(SignatureForm& form, std::string_view name, const json& value) {
  SignatureForm unused;
  const std::string_view field = name == "consents" ? "consent" : name;
  if (!set_form_field(unused, field, {})) return true;
  if (field != "consent" || !value.is_array()) return read_text(form, field, value);
  bool all_texts = value.size() <= limits::kFormFieldsMax;
  for (const json& item : value) all_texts = all_texts && item.is_string() && read_text(form, field, item);
  return all_texts;
}

}  // namespace

Result<SignJson> parse_sign_json(std::string_view body) {
  const Error bad_body{ErrorCode::BadBody, Field::Body};
  const json object = json::parse(body, nullptr, false);
  if (!object.is_object() || object.size() > limits::kFormFieldsMax) return bad_body;
  SignJson result;
  for (const auto& [name, value] : object.items()) {
    if (!read_member(result.form, name, value)) result.wrong_types.push_back({name});
  }
  return result;
}

}  // namespace undersigned::api
