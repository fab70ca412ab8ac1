// Error responses of the API: application/problem+json (RFC 9457), with all errors in the reader's language.
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "server/http/message.h"
#include "shared/locale/locale.h"
#include "shared/result.h"

namespace undersigned::api {

// The status for an error: 422 for a field, 409 for a campaign or text that has changed, 503 for an error of the
// server.
int status_of(ErrorCode code);

// The status for several errors (at least one): the most important decides.
int status_of(const std::vector<Error>& errors);

// Further members of a problem (http::Problem::members).
using ProblemMembers = std::vector<std::pair<std::string, std::string>>;

// The response for several errors (at least one).
http::Response problem(const std::vector<Error>& errors, Locale locale, ProblemMembers members = {});
http::Response problem(Error error, Locale locale);

// TooManyRequests, with Retry-After. Field::Code: codes, but the link in the mail works.
http::Response too_many(std::int64_t retry_after_s, Locale locale, Field field = Field::None);

// For a status that the server answers itself: 404, 405, 413.
http::Response problem_of_status(int status, Locale locale);

// The language of the response: ?lang=, else Accept-Language.
Locale locale_of(const http::Request& request);

}  // namespace undersigned::api
