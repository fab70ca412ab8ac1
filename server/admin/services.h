// What admin mode is made of, beside what every route has. Made once, outlives the server, shared by its threads.
#pragma once

#include <string>
#include <vector>

#include "server/admin/hash_pool.h"
#include "server/api/services.h"
#include "server/auth/audit_log.h"
#include "server/auth/csrf.h"
#include "server/auth/login_throttle.h"
#include "server/auth/password.h"
#include "server/auth/session.h"

namespace undersigned::admin {

struct AdminServices {
  const api::Services& common;
  const auth::Csrf& csrf;
  auth::Sessions& sessions;
  auth::PasswordHasher& hasher;
  auth::LoginThrottle& throttle;
  HashPool& hash_pool;
  auth::AuditLog& audit_log;
  std::vector<std::string> admin_origins;  // sites that may show admin mode in a frame
};

}  // namespace undersigned::admin
