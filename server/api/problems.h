// What the API says when it says no: application/problem+json (RFC 9457) with every error in the reader's language.
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

// The status for an error: 422 for a field, 409 for a campaign or text that is no longer what it was, 503 where it is
// the server's own trouble.
int status_of(ErrorCode code);

// Of one refusal's errors, which are not empty: the weightiest decides.
int status_of(const std::vector<Error>& errors);

// Further members of a problem (http::Problem::members).
using ProblemMembers = std::vector<std::pair<std::string, std::string>>;

// All errors of one refusal. Not empty.
http::Response problem(const std::vector<Error>& errors, Locale locale, ProblemMembers members = {});
http::Response problem(Error error, Locale locale);

// TooManyRequests, with when to come back.
http::Response too_many(std::int64_t retry_after_s, Locale locale);

// For a status the server gives by itself: 404, 405, 413.
http::Response problem_of_status(int status, Locale locale);

// The language to answer in: ?lang=, else Accept-Language.
Locale locale_of(const http::Request& request);

}  // namespace undersigned::api
