// A signature as JSON: never throws, and accepts only the form's members.
#include "server/api/sign_json.h"
#include "shared/limits.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  const Result<api::SignJson> read = api::parse_sign_json(fuzz::as_text(data, size));
  if (!read) return 0;
  fuzz::must(read->wrong_types.size() <= limits::kFormFieldsMax, "no more complaints than members");
  fuzz::must(read->form.draft.consents.size() <= size, "no more consents than bytes");
  (void)check_signature(SignRules{}, read->form.draft);
  return 0;
}
