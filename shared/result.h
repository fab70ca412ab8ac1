// What every function of the core and the server that can fail returns: a value, or an Error that says what is wrong
// and where. The core has codes; the texts are in locale/.
//
// Plain values, no allocation for an error, safe to use from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace undersigned {

enum class ErrorCode : std::uint8_t {
  // What a signer typed.
  Required,  // nothing was entered
  TooShort,
  TooLong,
  BadEncoding,    // not well-formed UTF-8
  BadCharacter,   // control, private-use or unassigned-by-design characters
  LooksLikeLink,  // a name or organization that contains an address
  NotAName,       // no letter in it
  NotAnEmail,
  NotAPostcode,   // does not fit the chosen country's pattern
  NotACountry,    // not an ISO 3166-1 alpha-2 code
  NotAPhone,      // not E.164
  UnknownChoice,  // none of the choices offered
  ConsentNeeded,  // a consent that the campaign requires
  WrongCode,      // of a mail: wrong or expired
  TextChanged,    // the signer agreed to an outdated version of the text
  // How the request was made.
  BadBody,  // neither JSON nor a form, or not an object
  BadType,  // a value of the wrong JSON type
  BadKey,   // malformed idempotency key
  BodyTooLarge,
  UnsupportedMedia,
  UnknownCampaign,
  CampaignClosed,
  OriginNotAllowed,
  MethodNotAllowed,
  NotFound,
  NotSignedIn,
  BadCredentials,
  BadToken,  // CSRF or set-up token
  Forbidden,
  TooManyRequests,
  ChallengeNeeded,  // solve the challenge in the response and send the same again
  TwoStepNeeded,    // the operator requires it of every account, and this one has none
  Busy,             // try again after the given time
  NoMemory,         // try again later
  StorageFailed,
  // What an organizer or operator wrote.
  BadUrl,
  BadSlug,
  BadDate,
  BadValue,
  TooMany,
  Duplicate,
  NewerVersion,  // somebody else has saved in the meantime
  UnknownName,   // a key that campaign files do not have
};

// Where the error is. Also the names of form fields and JSON members: field_name().
enum class Field : std::uint8_t {
  None,
  Name,
  Organization,
  Role,
  Email,
  Postcode,
  Country,
  Phone,
  Comment,
  Visibility,
  Consent,
  TextVersion,
  Locale,
  Partner,
  Page,
  IdempotencyKey,
  Body,
  Campaign,
  Password,
  Username,
  Website,  // the honeypot, which people leave empty
  Code,     // the six digits from a mail or an app
  NewPassword,
};

struct Error {
  ErrorCode code = ErrorCode::BadValue;
  Field field = Field::None;

  friend bool operator==(const Error& a, const Error& b) { return a.code == b.code && a.field == b.field; }
};

// Stable wire names: "required", "not_an_email"; "name", "text_version". Never empty.
std::string_view error_name(ErrorCode code);
std::string_view field_name(Field field);

// A value or an error, an Error unless another type says more. Reading the one that is not there is undefined
// behaviour: test ok() first.
template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}  // NOLINT(google-explicit-constructor): reads as `return value;`
  Result(E error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] const T& value() const& { return held(std::get_if<T>(&state_)); }
  [[nodiscard]] T& value() & { return held(std::get_if<T>(&state_)); }
  [[nodiscard]] T&& value() && { return std::move(held(std::get_if<T>(&state_))); }
  [[nodiscard]] E error() const {
    const auto* error = std::get_if<E>(&state_);
    return error ? *error : E{};  // the variant has a third, empty state that the compiler cannot rule out
  }
  const T* operator->() const { return &value(); }
  const T& operator*() const { return value(); }

 private:
  // Tells the optimizer, and its warnings, what ok() has told the caller.
  template <class Value>
  static Value& held(Value* value) {
    if (value == nullptr) __builtin_unreachable();
    return *value;
  }

  std::variant<T, E> state_;
};

// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace undersigned
