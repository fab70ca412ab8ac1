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
      return "has the wrong type of value";
    case ErrorCode::BadUrl:
      return "is not an https or http address";
    case ErrorCode::BadSlug:
      return "is not lower-case letters, digits and hyphens";
    case ErrorCode::BadDate:
      return "is not a date such as 2018-08-21";
    case ErrorCode::NotAPhone:
      return "is not a phone number such as +12025550123";
    case ErrorCode::UnknownChoice:
      return "is none of the values there are";
    case ErrorCode::UnknownName:
      return "is a name the file does not have";
    case ErrorCode::Duplicate:
      return "is there already";
    case ErrorCode::Busy:
      return "is held by another process; try again";
    case ErrorCode::StorageFailed:
      return "could not be stored";
    case ErrorCode::Forbidden:
      return "may be read by others, or is not ours";
    case ErrorCode::NotFound:
      return "is not there";
    default:
      return "is not allowed";
  }
}

std::string counting_at_once(const std::vector<std::string>& campaigns) {
  std::string words =
      counted(campaigns.size(), "campaign") + " count" + (campaigns.size() == 1 ? "s" : "") + " signatures at once:";
  for (const std::string& campaign : campaigns) words.append(" ").append(campaign);
  return words +
         ". Whoever knows a person's name and email address can learn from the count whether that person has signed. "
         "To prevent this, set \"confirmation\": \"email\"";
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return std::to_string(number).append(" ").append(noun).append(number == 1 ? "" : "s");
}

}  // namespace undersigned::app
