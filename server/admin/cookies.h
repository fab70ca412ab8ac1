// The two cookies of admin mode: the session, and the visitor that a sign-in form's CSRF token is bound to.
//
// Over https they have the "__Host-" prefix. They are SameSite=Strict, or, if sites may frame admin mode, SameSite=None
// and Partitioned: a cookie jar for each embedding site (CHIPS). Over http, on a developer's machine, they are plain
// and Lax. Pure and safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/admin/services.h"
#include "server/http/message.h"

namespace undersigned::admin {

std::string_view session_cookie(const AdminServices& services, const http::Request& request);
std::string_view visitor_cookie(const AdminServices& services, const http::Request& request);

// Until the browser closes. The server ends the session earlier.
void set_session_cookie(const AdminServices& services, http::Response& response, std::string_view token);
void clear_session_cookie(const AdminServices& services, http::Response& response);
void set_visitor_cookie(const AdminServices& services, http::Response& response, std::string_view token);

}  // namespace undersigned::admin
