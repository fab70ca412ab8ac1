#include "shared/text/rules.h"

#include <array>

#include "shared/hash/sha256.h"
#include "shared/result.h"
#include "shared/text/case_fold.h"
#include "shared/text/country.h"
#include "shared/text/csv.h"
#include "shared/text/domain.h"
#include "shared/text/domain_hint.h"
#include "shared/text/email.h"
#include "shared/text/form_urlencoded.h"
#include "shared/text/name.h"
#include "shared/text/phone.h"
#include "shared/text/plain_text.h"
#include "shared/text/postcode.h"
#include "shared/text/url.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

using Answer = Result<std::string>;
using Rule = Answer (*)(std::string_view argument, std::string_view input);

constexpr std::size_t kLineChars = 100;

Answer accept(bool accepted, std::string_view input, ErrorCode code) {
  if (!accepted) return Error{code, Field::None};
  return std::string(input);
}

// For text functions that expect well-formed input.
Answer after_utf8(std::string_view input, std::string (*function)(std::string_view)) {
  if (!is_utf8(input)) return Error{ErrorCode::BadEncoding, Field::None};
  return function(input);
}

Answer rewrite_form(std::string_view input) {
  const Result<Form> form = parse_form(input);
  if (!form) return form.error();
  std::string body;
  for (const FormField& field : *form) append_form_field(body, field.name, field.value);
  return body;
}

Answer canonical(std::string_view input) {
  Answer email = check_email(input);
  if (!email) return email;
  return canonical_email(*email);
}

Answer csv_field(std::string_view input) {
  std::string out;
  append_csv_field(out, input);
  return out;
}

Answer ascii_domain(std::string_view input) {
  const std::string domain = domain_to_ascii(input);
  return accept(!domain.empty(), domain, ErrorCode::BadValue);
}

using View = std::string_view;

struct NamedRule {
  std::string_view name;
  Rule apply;
};

constexpr std::array<NamedRule, kRules> kTable{{
    {"name", [](View, View in) { return check_name(in); }},
    {"organization", [](View, View in) { return check_organization(in); }},
    {"initials", [](View, View in) { return after_utf8(in, initials); }},
    {"name_key", [](View, View in) { return after_utf8(in, name_key); }},
    {"email", [](View, View in) { return check_email(in); }},
    {"canonical_email", [](View, View in) { return canonical(in); }},
    {"suggest_domain", [](View, View in) { return Answer(std::string(suggest_domain(in))); }},
    {"postcode", [](View country, View in) { return check_postcode(in, country); }},
    {"country", [](View, View in) { return check_country(in); }},
    {"phone", [](View country, View in) { return check_phone(in, country); }},
    {"utf8",
     [](View, View in) { return accept(is_utf8(in), std::to_string(count_chars(in)), ErrorCode::BadEncoding); }},
    {"lower", [](View, View in) { return after_utf8(in, lower); }},
    {"line", [](View, View in) { return tidy_text(in, kLineChars, Lines::One, Field::None); }},
    {"comment", [](View, View in) { return check_comment(in); }},
    {"csv", [](View, View in) { return csv_field(in); }},
    {"url", [](View, View in) { return accept(is_web_url(in), in, ErrorCode::BadUrl); }},
    {"origin", [](View, View in) { return accept(is_origin(in), in, ErrorCode::BadUrl); }},
    {"slug", [](View, View in) { return accept(is_slug(in), in, ErrorCode::BadSlug); }},
    {"locale", [](View, View in) { return accept(is_locale_tag(in), in, ErrorCode::BadValue); }},
    {"domain", [](View, View in) { return ascii_domain(in); }},
    {"form", [](View, View in) { return rewrite_form(in); }},
    {"sha256", [](View, View in) { return Answer(to_hex(sha256(in))); }},
}};

}  // namespace

std::string_view rule_at(std::size_t index) {
  return kTable[index].name;
}

std::string apply_rule(std::string_view rule, std::string_view argument, std::string_view input) {
  Answer answer = Error{ErrorCode::UnknownName, Field::None};
  for (const NamedRule& named : kTable) {
    if (named.name == rule) answer = named.apply(argument, input);
  }
  if (answer) return "ok " + *answer;
  return "error " + std::string(error_name(answer.error().code));
}

}  // namespace undersigned
