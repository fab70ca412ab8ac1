// Errors as application/problem+json (RFC 9457). The one place of http/ that sees nlohmann/json. Safe to use from any
// thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/http/message.h"

namespace undersigned::http {

struct FieldProblem {
  std::string field;   // field_name() of the core: "email"
  std::string code;    // error_name() of the core: "not_an_email"
  std::string detail;  // for people, in their language; left out if empty
};

struct Problem {
  int status = 500;
  std::string type = "about:blank";  // a URI that names the kind of problem
  std::string title;                 // the status's reason phrase if empty
  std::string detail;                // left out if empty
  std::vector<FieldProblem> errors;  // left out if empty
  // Further members (RFC 9457 3.2). The values are JSON and are written unchanged.
  std::vector<std::pair<std::string, std::string>> members{};
};

// The body: {"type", "title", "status", "detail", "errors": [{"field", "code", "detail"}]} and the members. Invalid
// UTF-8 becomes U+FFFD.
std::string problem_json(const Problem& problem);

// With Cache-Control: no-store.
Response problem_response(const Problem& problem);

}  // namespace undersigned::http
