#include <optional>
#include <string>

#include "shared/limits.h"
#include "shared/locale/locale.h"

namespace undersigned {
namespace {

// The field's visible label, so that the error summary names what the signer sees.
std::optional<Message> label_of(Field field) {
  switch (field) {
    case Field::Name:
      return Message::LabelName;
    case Field::Organization:
      return Message::LabelOrganization;
    case Field::Role:
      return Message::LabelRole;
    case Field::Email:
      return Message::LabelEmail;
    case Field::Postcode:
      return Message::LabelPostcode;
    case Field::Country:
      return Message::LabelCountry;
    case Field::Phone:
      return Message::LabelPhone;
    case Field::Comment:
      return Message::ErrorLabelComment;
    case Field::Password:
      return Message::AdminPassword;
    case Field::NewPassword:
      return Message::AdminNewPassword;
    case Field::Username:
      return Message::AdminUsername;
    default:
      return std::nullopt;
  }
}

std::string label_text(Locale locale, Field field) {
  const std::optional<Message> label = label_of(field);
  return label ? text_of(locale, *label) : std::string(field_name(field));
}

std::size_t max_of(Field field) {
  switch (field) {
    case Field::Name:
      return limits::kNameCharsMax;
    case Field::Organization:
      return limits::kOrganizationCharsMax;
    case Field::Role:
      return limits::kRoleCharsMax;
    case Field::Email:
      return limits::kEmailBytesMax;
    case Field::Postcode:
      return limits::kPostcodeCharsMax;
    case Field::Phone:
      return limits::kPhoneCharsMax;
    case Field::Comment:
      return limits::kCommentCharsMax;
    case Field::Password:
    case Field::NewPassword:
      return limits::kPasswordBytesMax;
    default:
      return 0;
  }
}

Message required_message(Field field) {
  switch (field) {
    case Field::Name:
      return Message::ErrorRequiredName;
    case Field::Organization:
      return Message::ErrorRequiredOrganization;
    case Field::Role:
      return Message::ErrorRequiredRole;
    case Field::Email:
      return Message::ErrorRequiredEmail;
    case Field::Postcode:
      return Message::ErrorRequiredPostcode;
    case Field::Country:
      return Message::ErrorRequiredCountry;
    case Field::Phone:
      return Message::ErrorRequiredPhone;
    case Field::Comment:
      return Message::ErrorRequiredComment;
    case Field::Username:
      return Message::ErrorRequiredUsername;
    case Field::Password:
    case Field::NewPassword:
      return Message::ErrorRequiredPassword;
    case Field::Code:
      return Message::ErrorRequiredCode;
    default:
      return Message::ErrorRequiredOther;
  }
}

bool is_password(Field field) {
  return field == Field::Password || field == Field::NewPassword;
}

Message message_of(Error error) {
  if (error.field == Field::Website) return Message::Honeypot;
  switch (error.code) {
    case ErrorCode::Required:
      return required_message(error.field);
    case ErrorCode::TooShort:
      return Message::ErrorTooShort;
    case ErrorCode::TooLong:
      return max_of(error.field) > 0 ? Message::ErrorTooLong : Message::ErrorTooLongOther;
    case ErrorCode::BadEncoding:
    case ErrorCode::BadCharacter:
      return Message::ErrorBadCharacter;
    case ErrorCode::LooksLikeLink:
      return Message::ErrorLooksLikeLink;
    case ErrorCode::NotAName:
      return Message::ErrorNotAName;
    case ErrorCode::NotAnEmail:
      return Message::ErrorNotAnEmail;
    case ErrorCode::NotAPostcode:
      return Message::ErrorNotAPostcode;
    case ErrorCode::NotACountry:
      return Message::ErrorNotACountry;
    case ErrorCode::NotAPhone:
      return Message::ErrorNotAPhone;
    case ErrorCode::UnknownChoice:
      return Message::ErrorUnknownChoice;
    case ErrorCode::ConsentNeeded:
      return Message::ErrorConsentNeeded;
    case ErrorCode::WrongCode:
      return Message::ErrorWrongCode;
    case ErrorCode::TextChanged:
      return Message::ErrorTextChanged;
    case ErrorCode::BadBody:
      return Message::ErrorBadBody;
    case ErrorCode::BadType:
      return Message::ErrorBadType;
    case ErrorCode::BadKey:
      return Message::ErrorBadKey;
    case ErrorCode::BodyTooLarge:
      return Message::ErrorBodyTooLarge;
    case ErrorCode::UnsupportedMedia:
      return Message::ErrorUnsupportedMedia;
    case ErrorCode::UnknownCampaign:
      return Message::ErrorUnknownCampaign;
    case ErrorCode::CampaignClosed:
      return Message::ErrorCampaignClosed;
    case ErrorCode::OriginNotAllowed:
      return Message::ErrorOriginNotAllowed;
    case ErrorCode::MethodNotAllowed:
      return Message::ErrorMethodNotAllowed;
    case ErrorCode::NotFound:
      return Message::ErrorNotFound;
    case ErrorCode::NotSignedIn:
      return Message::ErrorNotSignedIn;
    case ErrorCode::BadCredentials:
      return Message::ErrorBadCredentials;
    case ErrorCode::BadToken:
      return Message::ErrorBadToken;
    case ErrorCode::Forbidden:
      return Message::ErrorForbidden;
    case ErrorCode::TooManyRequests:
      return error.field == Field::Code ? Message::ErrorTooManyCodes : Message::ErrorTooManyHere;
    case ErrorCode::ChallengeNeeded:
      return Message::ErrorChallengeNeeded;
    case ErrorCode::TwoStepNeeded:
      return Message::ErrorTwoStepNeeded;
    case ErrorCode::Busy:
    case ErrorCode::NoMemory:
      return Message::ErrorBusy;
    case ErrorCode::StorageFailed:
      return Message::ErrorStorage;
    case ErrorCode::Duplicate:
      return Message::ErrorDuplicate;
    case ErrorCode::NewerVersion:
      return Message::AdminNewerVersion;
    case ErrorCode::BadUrl:
    case ErrorCode::BadSlug:
    case ErrorCode::BadDate:
    case ErrorCode::TooMany:
    case ErrorCode::UnknownName:
      return Message::ErrorOther;
    case ErrorCode::BadValue:
      return is_password(error.field) ? Message::AdminEasyPassword : Message::ErrorOther;
  }
  return Message::ErrorOther;
}

std::size_t min_of(Field field) {
  return is_password(field) ? limits::kPasswordCharsMin : limits::kNameCharsMin;
}

}  // namespace

std::string error_text(Locale locale, Error error) {
  if (error.code == ErrorCode::BadKey) {
    return text_of(locale, Message::ErrorBadKey,
                   {{"min", std::to_string(limits::kIdempotencyKeyBytesMin)},
                    {"max", std::to_string(limits::kIdempotencyKeyBytesMax)}});
  }
  return text_of(locale, message_of(error),
                 {{"field", field_name(error.field)},
                  {"label", label_text(locale, error.field)},
                  {"min", number(locale, min_of(error.field))},
                  {"max", number(locale, max_of(error.field))}});
}

}  // namespace undersigned
