#include "server/http/problem.h"

#include <nlohmann/json.hpp>

namespace undersigned::http {

std::string problem_json(const Problem& problem) {
  nlohmann::ordered_json json;
  json["type"] = problem.type;
  json["title"] = problem.title.empty() ? std::string(reason_phrase(problem.status)) : problem.title;
  json["status"] = problem.status;
  if (!problem.detail.empty()) json["detail"] = problem.detail;
  for (const auto& error : problem.errors) {
    nlohmann::ordered_json entry = {{"field", error.field}, {"code", error.code}};
    if (!error.detail.empty()) entry["detail"] = error.detail;
    json["errors"].push_back(std::move(entry));
  }
  std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  for (const auto& [name, value] : problem.members) {
    text.back() = ',';
    text.append("\"").append(name).append("\":").append(value).append("}");
  }
  return text;
}

Response problem_response(const Problem& problem) {
  auto response = make_response(problem.status, "application/problem+json", problem_json(problem));
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

}  // namespace undersigned::http
