#include "server/app/explain.h"

namespace undersigned::app {

std::string_view explain(ErrorCode code) {
  switch (code) {
    case ErrorCode::Required:
      return "is missing or empty";
    case ErrorCode::TooShort:
      return "is too short";
    case ErrorCode::TooLong:
      return "is too long";
    case ErrorCode::TooMany:
      return "has too many entries";
    case ErrorCode::BodyTooLarge:
      return "is too large";
    case ErrorCode::BadEncoding:
      return "is not well-formed UTF-8";
    case ErrorCode::BadCharacter:
      return "has a character that is not allowed";
    case ErrorCode::BadBody:
      return "is not JSON of the expected form";
    case ErrorCode::BadType:
      return "has the wrong type";
    case ErrorCode::BadUrl:
      return "is not an https or http address";
    case ErrorCode::BadSlug:
      return "must be lower-case letters, digits and hyphens";
    case ErrorCode::BadDate:
      return "is not a date such as 2018-08-21";
    case ErrorCode::NotAPhone:
      return "is not a phone number such as +12025550123";
    case ErrorCode::NotAnEmail:
      return "is neither an email address nor an https:// address";
    case ErrorCode::UnknownChoice:
      return "is not one of the allowed values";
    case ErrorCode::UnknownName:
      return "is not a known name";
    case ErrorCode::Duplicate:
      return "already exists";
    case ErrorCode::Busy:
      return "is in use by another process; try again";
    case ErrorCode::NoMemory:
      return "needs more memory than there is";
    case ErrorCode::StorageFailed:
      return "could not be stored";
    case ErrorCode::Forbidden:
      return "can be read by other users, or belongs to another user";
    case ErrorCode::NotFound:
      return "does not exist";
    default:
      return "is not allowed";
  }
}

std::string counting_at_once(const std::vector<std::string>& campaigns) {
  std::string words =
      counted(campaigns.size(), "campaign") + " count" + (campaigns.size() == 1 ? "s" : "") + " signatures at once:";
  for (const std::string& campaign : campaigns) words.append(" ").append(campaign);
  return words +
         ". Anyone who knows a person's name and email address can learn from the count whether that person has "
         "signed. "
         "To prevent this, set \"confirmation\": \"email\"";
}

std::string naming_no_organizer(const std::vector<std::string>& campaigns) {
  std::string words = counted(campaigns.size(), "campaign") + (campaigns.size() == 1 ? " does" : " do") +
                      " not say who gets the signers' details:";
  for (const std::string& campaign : campaigns) words.append(" ").append(campaign);
  return words + ". People must be told (GDPR, article 13): add an \"organizer\" with \"name\" and \"contact\"";
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return std::to_string(number).append(" ").append(noun).append(number == 1 ? "" : "s");
}

}  // namespace undersigned::app
