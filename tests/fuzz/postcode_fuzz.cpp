// Postcodes and phone numbers of a country (the first line): an accepted value is accepted again unchanged.
#include <algorithm>

#include "shared/limits.h"
#include "shared/text/country.h"
#include "shared/text/phone.h"
#include "shared/text/postcode.h"
#include "shared/text/utf8.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  using fuzz::must;
  std::string_view text = fuzz::as_text(data, size);
  const Result<std::string> country = check_country(fuzz::take_line(text));
  if (country) must(is_country(*country), "an assigned code");
  const std::string of = country ? *country : std::string();
  if (const Result<std::string> postcode = check_postcode(text, of)) {
    must(count_chars(*postcode) <= limits::kPostcodeCharsMax, "a postcode within its limit");
    const Result<std::string> again = check_postcode(*postcode, of);
    must(again.ok() && *again == *postcode, "a postcode stays what it is");
  }
  if (const Result<std::string> phone = check_phone(text, of)) {
    must(phone->size() <= limits::kPhoneDigitsMax + 1 && phone->front() == '+', "E.164");
    must(std::all_of(phone->begin() + 1, phone->end(), [](char c) { return c >= '0' && c <= '9'; }), "digits");
    const Result<std::string> again = check_phone(*phone, of);
    must(again.ok() && *again == *phone, "a number stays what it is");
  }
  return 0;
}
