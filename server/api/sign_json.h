// A signature as JSON: the form's members by the same names, "consent" (or "consents") as a list of texts. The one
// place of the API that reads JSON. Unknown members are passed over.
//
// Pure, never throws, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/result.h"
#include "shared/signature/form.h"

namespace undersigned::api {

// A member that holds something other than text.
struct WrongType {
  std::string member;
};

struct SignJson {
  SignatureForm form;
  std::vector<WrongType> wrong_types;
};

// BadBody for what is not a JSON object, or has more than limits::kFormFieldsMax members.
Result<SignJson> parse_sign_json(std::string_view body);

}  // namespace undersigned::api
