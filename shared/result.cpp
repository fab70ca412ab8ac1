#include "shared/result.h"

namespace undersigned {

std::string_view error_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::Required:
      return "required";
    case ErrorCode::TooShort:
      return "too_short";
    case ErrorCode::TooLong:
      return "too_long";
    case ErrorCode::BadEncoding:
      return "bad_encoding";
    case ErrorCode::BadCharacter:
      return "bad_character";
    case ErrorCode::LooksLikeLink:
      return "looks_like_link";
    case ErrorCode::NotAName:
      return "not_a_name";
    case ErrorCode::NotAnEmail:
      return "not_an_email";
    case ErrorCode::NotAPostcode:
      return "not_a_postcode";
    case ErrorCode::NotACountry:
      return "not_a_country";
    case ErrorCode::NotAPhone:
      return "not_a_phone";
    case ErrorCode::UnknownChoice:
      return "unknown_choice";
    case ErrorCode::ConsentNeeded:
      return "consent_needed";
    case ErrorCode::WrongCode:
      return "wrong_code";
    case ErrorCode::TextChanged:
      return "text_changed";
    case ErrorCode::BadBody:
      return "bad_body";
    case ErrorCode::BadType:
      return "bad_type";
    case ErrorCode::BadKey:
      return "bad_key";
    case ErrorCode::BodyTooLarge:
      return "body_too_large";
    case ErrorCode::UnsupportedMedia:
      return "unsupported_media";
    case ErrorCode::UnknownCampaign:
      return "unknown_campaign";
    case ErrorCode::CampaignClosed:
      return "campaign_closed";
    case ErrorCode::OriginNotAllowed:
      return "origin_not_allowed";
    case ErrorCode::MethodNotAllowed:
      return "method_not_allowed";
    case ErrorCode::NotFound:
      return "not_found";
    case ErrorCode::NotSignedIn:
      return "not_signed_in";
    case ErrorCode::BadCredentials:
      return "bad_credentials";
    case ErrorCode::BadToken:
      return "bad_token";
    case ErrorCode::Forbidden:
      return "forbidden";
    case ErrorCode::TooManyRequests:
      return "too_many_requests";
    case ErrorCode::ChallengeNeeded:
      return "challenge_needed";
    case ErrorCode::TwoStepNeeded:
      return "two_step_needed";
    case ErrorCode::Busy:
      return "busy";
    case ErrorCode::NoMemory:
      return "no_memory";
    case ErrorCode::StorageFailed:
      return "storage_failed";
    case ErrorCode::BadUrl:
      return "bad_url";
    case ErrorCode::BadSlug:
      return "bad_slug";
    case ErrorCode::BadDate:
      return "bad_date";
    case ErrorCode::BadValue:
      return "bad_value";
    case ErrorCode::TooMany:
      return "too_many";
    case ErrorCode::Duplicate:
      return "duplicate";
    case ErrorCode::UnknownName:
      return "unknown_name";
  }
  return "bad_value";
}

std::string_view field_name(Field field) {
  switch (field) {
    case Field::None:
      return "none";
    case Field::Name:
      return "name";
    case Field::Organization:
      return "organization";
    case Field::Role:
      return "role";
    case Field::Email:
      return "email";
    case Field::Postcode:
      return "postcode";
    case Field::Country:
      return "country";
    case Field::Phone:
      return "phone";
    case Field::Comment:
      return "comment";
    case Field::Visibility:
      return "visibility";
    case Field::Consent:
      return "consent";
    case Field::TextVersion:
      return "text_version";
    case Field::Locale:
      return "locale";
    case Field::Partner:
      return "partner";
    case Field::Page:
      return "page";
    case Field::IdempotencyKey:
      return "idempotency_key";
    case Field::Body:
      return "body";
    case Field::Campaign:
      return "campaign";
    case Field::Password:
      return "password";
    case Field::Username:
      return "username";
    case Field::Website:
      return "website";
    case Field::Code:
      return "code";
    case Field::NewPassword:
      return "new_password";
  }
  return "none";
}

}  // namespace undersigned
