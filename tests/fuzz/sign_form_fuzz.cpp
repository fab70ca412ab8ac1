// A signature as a form: the rules in the first line, then the body. An accepted one is within all limits, valid UTF-8,
// and accepted again unchanged.
#include "shared/limits.h"
#include "shared/signature/form.h"
#include "shared/text/email.h"
#include "shared/text/utf8.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace undersigned;
using fuzz::must;

void check_accepted(const SignRules& rules, const CheckedSignature& signature) {
  must(count_chars(signature.name) <= limits::kNameCharsMax, "a name within its limit");
  must(count_chars(signature.comment) <= limits::kCommentCharsMax, "a comment within its limit");
  must(signature.email.size() <= limits::kEmailBytesMax, "an address within its limit");
  for (const std::string& text : {signature.name, signature.organization, signature.role, signature.email,
                                  signature.postcode, signature.country, signature.phone, signature.comment}) {
    must(is_utf8(text), "well-formed text");
    must(text.find('\0') == std::string::npos, "no zero byte");
  }
  SignatureDraft again{signature.name,     signature.organization, signature.role,
                       signature.email,    signature.postcode,     signature.country,
                       signature.phone,    signature.comment,      std::string(to_name(signature.visibility)),
                       signature.consents, signature.text_version};
  const CheckOutcome second = check_signature(rules, again);
  must(second.ok(), "what was accepted is accepted again");
  must(second.signature.email == signature.email && second.signature.name == signature.name &&
           second.signature.postcode == signature.postcode && second.signature.phone == signature.phone,
       "a normal form stays what it is");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::as_text(data, size);
  const std::string_view rules_text = fuzz::take_line(text);
  const SignRules rules = parse_rules(rules_text);
  const Result<SignatureForm> form = parse_signature_form(text);
  if (!form) return 0;
  const CheckOutcome outcome = check_signature(rules, form->draft);
  if (outcome.ok()) check_accepted(rules, outcome.signature);
  must(write_rules(parse_rules(write_rules(rules))) == write_rules(rules), "rules are written as they are read");
  (void)check_form(rules_text, text);
  return 0;
}
