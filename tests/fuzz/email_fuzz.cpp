// Email addresses: a normal form is its own normal form and ASCII without blanks; the same holds for its canonical
// form.
#include <algorithm>

#include "shared/limits.h"
#include "shared/text/domain_hint.h"
#include "shared/text/email.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  using fuzz::must;
  const Result<std::string> email = check_email(fuzz::as_text(data, size));
  if (!email) return 0;
  must(email->size() <= limits::kEmailBytesMax, "an address within its limit");
  must(std::all_of(email->begin(), email->end(), [](char c) { return c > 0x20 && c < 0x7F; }), "printable ASCII");
  must(std::count(email->begin(), email->end(), '@') == 1, "one @");
  const Result<std::string> again = check_email(*email);
  must(again.ok() && *again == *email, "a normal form stays what it is");
  const std::string canonical = canonical_email(*email);
  must(!canonical.empty() && canonical_email(canonical) == canonical, "a canonical form stays what it is");
  const std::string mailbox = delivery_mailbox(*email);
  must(delivery_mailbox(mailbox) == mailbox && canonical_email(mailbox) == canonical,
       "a mailbox is within its signer's");
  (void)suggest_domain(email_domain(*email));
  return 0;
}
