// Names and organizations: an accepted value is accepted again unchanged, initials and keys are well-formed, and a key
// does not depend on letter case.
#include "shared/text/case_fold.h"
#include "shared/text/link.h"
#include "shared/text/name.h"
#include "shared/text/utf8.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  using fuzz::must;
  const std::string_view text = fuzz::as_text(data, size);
  if (const Result<std::string> name = check_name(text)) {
    const Result<std::string> again = check_name(*name);
    must(again.ok() && *again == *name, "a name stays what it is");
    must(is_utf8(initials(*name)) && !initials(*name).empty(), "a name has initials");
    must(is_utf8(name_key(*name)) && name_key(*name) == name_key(lower(*name)), "a key ignores letter case");
  }
  if (const Result<std::string> organization = check_organization(text)) {
    const Result<std::string> again = check_organization(*organization);
    must(again.ok() && *again == *organization, "an organization stays what it is");
  }
  (void)looks_like_link(text, Domains::Refused);
  (void)looks_like_link(text, Domains::Allowed);
  return 0;
}
