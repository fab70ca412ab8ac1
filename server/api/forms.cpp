#include "server/api/forms.h"

#include <utility>

namespace undersigned::api {
namespace {

constexpr Error kNoForm{ErrorCode::UnsupportedMedia, Field::Body};

std::string* member_of(PendingForm& form, std::string_view name) {
  if (name == "name") return &form.signer.name;
  if (name == "organization") return &form.signer.organization;
  if (name == "email") return &form.signer.email;
  if (name == "idempotency_key") return &form.signer.idempotency_key;
  if (name == "code") return &form.code;
  if (name == "locale") return &form.locale;
  if (name == "page") return &form.page;
  if (name == "request") return &form.request;
  return nullptr;
}

}  // namespace

Result<Form> read_form(const http::Request& request) {
  if (!request.has_media_type(http::kFormType)) return kNoForm;
  Result<Form> form = parse_form(request.body);
  if (!form) return Error{ErrorCode::BadBody, Field::Body};
  return form;
}

std::string field_value(const Form& form, std::string_view name) {
  const std::string* value = find_field(form, name);
  return value == nullptr ? std::string() : *value;
}

Result<SignatureForm> read_signature_form(const http::Request& request) {
  if (!request.has_media_type(http::kFormType)) return kNoForm;
  return parse_signature_form(request.body);
}

Result<PendingForm> read_pending_form(const http::Request& request) {
  Result<Form> fields = read_form(request);
  if (!fields) return fields.error();
  PendingForm form;
  for (FormField& field : fields.value()) {
    if (std::string* member = member_of(form, field.name)) *member = std::move(field.value);
  }
  return form;
}

}  // namespace undersigned::api
