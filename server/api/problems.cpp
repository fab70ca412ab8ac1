#include "server/api/problems.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "server/http/problem.h"
#include "server/limits.h"

namespace undersigned::api {
namespace {

std::string field_of(Error error) {
  return error.field == Field::None ? "" : std::string(field_name(error.field));
}

// The error that stands for a status, if the core has a text for it.
std::optional<Error> error_of_status(int status) {
  switch (status) {
    case 404:
      return Error{ErrorCode::NotFound, Field::None};
    case 405:
      return Error{ErrorCode::MethodNotAllowed, Field::None};
    case 413:
      return Error{ErrorCode::BodyTooLarge, Field::Body};
    case 429:
      return Error{ErrorCode::TooManyRequests, Field::None};
    case 503:
      return Error{ErrorCode::Busy, Field::None};
    default:
      return std::nullopt;
  }
}

// An error about the petition as a whole outweighs one of a field.
Error weightiest(const std::vector<Error>& errors) {
  const auto changed = std::find_if(errors.begin(), errors.end(), [](Error e) { return status_of(e.code) == 409; });
  return changed == errors.end() ? errors.front() : *changed;
}

}  // namespace

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::BadBody:
      return 400;
    case ErrorCode::NotSignedIn:
    case ErrorCode::BadCredentials:
      return 401;
    case ErrorCode::OriginNotAllowed:
    case ErrorCode::BadToken:
    case ErrorCode::Forbidden:
    case ErrorCode::TwoStepNeeded:
      return 403;
    case ErrorCode::UnknownCampaign:
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::MethodNotAllowed:
      return 405;
    case ErrorCode::TextChanged:
    case ErrorCode::CampaignClosed:
      return 409;
    case ErrorCode::BodyTooLarge:
      return 413;
    case ErrorCode::UnsupportedMedia:
      return 415;
    case ErrorCode::TooManyRequests:
    case ErrorCode::ChallengeNeeded:
      return 429;
    case ErrorCode::Busy:
    case ErrorCode::NoMemory:
    case ErrorCode::StorageFailed:
      return 503;
    default:
      return 422;
  }
}

int status_of(const std::vector<Error>& errors) {
  return status_of(weightiest(errors).code);
}

http::Response problem(const std::vector<Error>& errors, Locale locale, ProblemMembers members) {
  const Error first = weightiest(errors);
  http::Problem problem;
  problem.members = std::move(members);
  problem.status = status_of(first.code);
  problem.detail = error_text(locale, first);
  for (const Error error : errors) {
    problem.errors.push_back({field_of(error), std::string(error_name(error.code)), error_text(locale, error)});
  }
  http::Response response = http::problem_response(problem);
  response.headers.push_back({"Content-Language", std::string(locale_tag(locale))});
  if (problem.status == 503) http::set_retry_after(response, limits::kBusyRetryAfterS);
  return response;
}

http::Response problem(Error error, Locale locale) {
  return problem(std::vector<Error>{error}, locale);
}

http::Response too_many(std::int64_t retry_after_s, Locale locale, Field field) {
  http::Response response = problem(Error{ErrorCode::TooManyRequests, field}, locale);
  http::set_retry_after(response, retry_after_s);
  return response;
}

http::Response problem_of_status(int status, Locale locale) {
  const std::optional<Error> error = error_of_status(status);
  if (!error) {
    http::Problem unnamed;
    unnamed.status = status;
    return http::problem_response(unnamed);
  }
  return problem(*error, locale);
}

Locale locale_of(const http::Request& request) {
  const std::string_view lang = request.query("lang");
  return lang.empty() ? locale_from_accept_language(request.header("Accept-Language")) : locale_from_tag(lang);
}

}  // namespace undersigned::api
