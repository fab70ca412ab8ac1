// Admin mode's two cookies: the session, and the visitor to whom a sign-in form's CSRF token is bound.
//
// Over https they carry the "__Host-" prefix; where sites may frame admin mode they are SameSite=None and Partitioned,
// a jar for each embedding site (CHIPS), else Strict. Over http, a developer's machine, they are plain and Lax.
// Pure and safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/admin/services.h"
#include "server/http/message.h"

namespace undersigned::admin {

std::string_view session_cookie(const AdminServices& services, const http::Request& request);
std::string_view visitor_cookie(const AdminServices& services, const http::Request& request);

// Until the browser ends; the server ends the session before that.
void set_session_cookie(const AdminServices& services, http::Response& response, std::string_view token);
void clear_session_cookie(const AdminServices& services, http::Response& response);
void set_visitor_cookie(const AdminServices& services, http::Response& response, std::string_view token);

}  // namespace undersigned::admin
