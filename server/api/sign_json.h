// A signature as JSON: members named like the form's fields, "consent" (or "consents") as a list of texts. The only
// place of the API that reads JSON. Ignores unknown members.
//
// Pure, never throws, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/result.h"
#include "shared/signature/form.h"

namespace undersigned::api {

// A member whose value is not text.
struct WrongType {
  std::string member;
};

struct SignJson {
  SignatureForm form;
  std::vector<WrongType> wrong_types;
};

// BadBody if it is not a JSON object, or has more than limits::kFormFieldsMax members.
Result<SignJson> parse_sign_json(std::string_view body);

}  // namespace undersigned::api
