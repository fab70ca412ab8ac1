#include "shared/signature/signature.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "shared/limits.h"
#include "shared/text/characters.h"
#include "shared/text/country.h"
#include "shared/text/email.h"
#include "shared/text/name.h"
#include "shared/text/phone.h"
#include "shared/text/plain_text.h"
#include "shared/text/postcode.h"

namespace undersigned {
namespace {

constexpr std::array<std::string_view, 3> kVisibilities{"public", "initials", "hidden"};

// Checks a draft field by field, in the order of the form.
class Checker {
 public:
  Checker(const SignRules& rules, const SignatureDraft& draft, CheckOutcome& outcome)
      : rules_(rules), draft_(draft), outcome_(outcome) {}

  void check() {
    check_people();
    check_address();
    check_place();
    check_words();
    check_consents();
    check_version();
  }

 private:
  // Stores the value, or notes the error on its field.
  void keep(std::string& out, Result<std::string> result, Field field) {
    if (!result) return note(result.error().code, field);
    out = std::move(result).value();
  }

  void note(ErrorCode code, Field field) { outcome_.errors.push_back({code, field}); }

  // Whether a field has to be checked. Notes an error if it is required and empty.
  bool to_check(const std::string& typed, FieldUse use, Field field) {
    if (use == FieldUse::Off) return false;
    const bool blank = trim(typed).empty();
    if (blank && use == FieldUse::Required) note(ErrorCode::Required, field);
    return !blank;
  }

  void check_people() {
    CheckedSignature& signature = outcome_.signature;
    const bool endorsement = rules_.kind == CampaignKind::Endorsement;
    signature.kind = endorsement ? SignatureKind::Organization : SignatureKind::Person;
    if (endorsement) keep(signature.organization, check_organization(draft_.organization), Field::Organization);
    keep(signature.name, check_name(draft_.name), Field::Name);
    if (endorsement && to_check(draft_.role, rules_.fields.role, Field::Role)) {
      keep(signature.role, tidy_text(draft_.role, limits::kRoleCharsMax, Lines::One, Field::Role), Field::Role);
    }
  }

  void check_address() { keep(outcome_.signature.email, check_email(draft_.email), Field::Email); }

  void check_place() {
    CheckedSignature& signature = outcome_.signature;
    if (to_check(draft_.country, rules_.fields.country, Field::Country)) {
      keep(signature.country, check_country(draft_.country), Field::Country);
    }
    if (to_check(draft_.postcode, postcode_use(signature.country), Field::Postcode)) {
      keep(signature.postcode, check_postcode(draft_.postcode, signature.country), Field::Postcode);
    }
    if (to_check(draft_.phone, rules_.fields.phone, Field::Phone)) {
      keep(signature.phone, check_phone(draft_.phone, signature.country), Field::Phone);
    }
  }

  // A required postcode may be left out if the country has none.
  [[nodiscard]] FieldUse postcode_use(std::string_view country) const {
    const FieldUse use = rules_.fields.postcode;
    const bool has_none = !country.empty() && !has_postcode_pattern(country);
    return use == FieldUse::Required && has_none ? FieldUse::Optional : use;
  }

  void check_words() {
    CheckedSignature& signature = outcome_.signature;
    if (to_check(draft_.comment, rules_.fields.comment, Field::Comment)) {
      keep(signature.comment, check_comment(draft_.comment), Field::Comment);
    }
    if (draft_.visibility.empty()) return;
    const Result<Visibility> visibility = visibility_from(draft_.visibility);
    if (visibility) {
      signature.visibility = *visibility;
    } else {
      note(visibility.error().code, Field::Visibility);
    }
  }

  void check_consents() {
    std::vector<std::string>& given = outcome_.signature.consents;
    for (const std::string& consent : draft_.consents) {
      if (std::find(rules_.consents.begin(), rules_.consents.end(), consent) == rules_.consents.end()) {
        return note(ErrorCode::UnknownChoice, Field::Consent);
      }
      if (std::find(given.begin(), given.end(), consent) == given.end()) given.push_back(consent);
    }
    for (const std::string& needed : rules_.required_consents) {
      if (std::find(given.begin(), given.end(), needed) == given.end()) {
        return note(ErrorCode::ConsentNeeded, Field::Consent);
      }
    }
  }

  void check_version() {
    if (draft_.text_version.empty()) {
      note(ErrorCode::Required, Field::TextVersion);
    } else if (draft_.text_version != rules_.text_version) {
      note(ErrorCode::TextChanged, Field::TextVersion);
    }
    outcome_.signature.text_version = rules_.text_version;
  }

  const SignRules& rules_;
  const SignatureDraft& draft_;
  CheckOutcome& outcome_;
};

}  // namespace

std::string_view to_name(Visibility visibility) {
  return kVisibilities[static_cast<std::size_t>(visibility)];
}

Result<Visibility> visibility_from(std::string_view name) {
  for (std::size_t i = 0; i < kVisibilities.size(); ++i) {
    if (kVisibilities[i] == name) return static_cast<Visibility>(i);
  }
  return Error{ErrorCode::UnknownChoice, Field::Visibility};
}

SignRules sign_rules(const Campaign& campaign, std::string_view text_version) {
  SignRules rules;
  rules.kind = campaign.kind;
  rules.fields = asked_fields(campaign);
  for (const ConsentText& consent : campaign.consents) {
    rules.consents.push_back(consent.id);
    if (consent.use == FieldUse::Required) rules.required_consents.push_back(consent.id);
  }
  rules.text_version = text_version;
  return rules;
}

CheckOutcome check_signature(const SignRules& rules, const SignatureDraft& draft) {
  CheckOutcome outcome;
  Checker(rules, draft, outcome).check();
  return outcome;
}

}  // namespace undersigned
