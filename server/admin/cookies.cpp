#include "server/admin/cookies.h"

#include <optional>

#include "server/http/cookies.h"

namespace undersigned::admin {
namespace {

constexpr std::string_view kSession = "undersigned";
constexpr std::string_view kVisitor = "undersigned-visitor";

bool is_https(const AdminServices& services) {
  return services.common.base_url.rfind("https://", 0) == 0;
}

std::string full_name(const AdminServices& services, std::string_view name) {
  return (is_https(services) ? "__Host-" : "") + std::string(name);
}

void set(const AdminServices& services, http::Response& response, std::string_view name, std::string_view value,
         std::optional<std::int64_t> max_age_s) {
  http::SetCookie cookie{.name = full_name(services, name), .value = std::string(value), .max_age_s = max_age_s};
  cookie.secure = is_https(services);
  cookie.partitioned = is_https(services) && !services.admin_origins.empty();
  cookie.same_site = cookie.partitioned ? http::SameSite::None
                     : cookie.secure    ? http::SameSite::Strict
                                        : http::SameSite::Lax;
  const Result<http::Header> header = http::set_cookie_header(cookie);
  if (header) response.headers.push_back(*header);
}

}  // namespace

std::string_view session_cookie(const AdminServices& services, const http::Request& request) {
  return http::cookie(request, full_name(services, kSession));
}

std::string_view visitor_cookie(const AdminServices& services, const http::Request& request) {
  return http::cookie(request, full_name(services, kVisitor));
}

void set_session_cookie(const AdminServices& services, http::Response& response, std::string_view token) {
  set(services, response, kSession, token, std::nullopt);
}

void clear_session_cookie(const AdminServices& services, http::Response& response) {
  set(services, response, kSession, "", 0);
}

void set_visitor_cookie(const AdminServices& services, http::Response& response, std::string_view token) {
  set(services, response, kVisitor, token, std::nullopt);
}

}  // namespace undersigned::admin
