// A signature before and after the check: a draft is what somebody typed, a checked signature may be stored. The form
// (WebAssembly) and the server use the same function, check_signature().
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/campaign/campaign.h"
#include "shared/result.h"

namespace undersigned {

enum class SignatureKind : std::uint8_t { Person, Organization };
// What is published. Initials: a person's; of an organization, its name alone, without its representative's.
enum class Visibility : std::uint8_t { Public, Initials, Hidden };

std::string_view to_name(Visibility visibility);  // public, initials, hidden
Result<Visibility> visibility_from(std::string_view name);

// As typed: untrusted bytes of any length.
struct SignatureDraft {
  std::string name;
  std::string organization;
  std::string role;
  std::string email;
  std::string postcode;
  std::string country;
  std::string phone;
  std::string comment;
  std::string visibility;  // empty: hidden, the safe default
  std::vector<std::string> consents;
  std::string text_version;
};

// What the form core needs to know about a campaign.
struct SignRules {
  CampaignKind kind = CampaignKind::Petition;
  FieldPolicy fields;
  std::vector<std::string> consents;           // ids offered
  std::vector<std::string> required_consents;  // ids that are required to sign
  std::string text_version;
};

struct CheckedSignature {
  SignatureKind kind = SignatureKind::Person;
  std::string name;
  std::string organization;
  std::string role;
  std::string email;  // normalized: ASCII domain in lower case
  std::string postcode;
  std::string country;  // ISO 3166-1 alpha-2; may be empty
  std::string phone;    // E.164; may be empty
  std::string comment;
  Visibility visibility = Visibility::Hidden;
  std::vector<std::string> consents;
  std::string text_version;
};

// Errors are in the order of the form's fields, at most one a field. If there are any, do not use the signature.
struct CheckOutcome {
  CheckedSignature signature;
  std::vector<Error> errors;

  [[nodiscard]] bool ok() const { return errors.empty(); }
};

SignRules sign_rules(const Campaign& campaign, std::string_view text_version);

CheckOutcome check_signature(const SignRules& rules, const SignatureDraft& draft);

}  // namespace undersigned
