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
#include "server/auth/refused_sign_ins.h"
#include "server/auth/second_step.h"
#include "server/auth/session.h"
#include "server/auth/two_step.h"

namespace undersigned::admin {

struct AdminServices {
  const api::Services& common;
  const auth::Csrf& csrf;
  auth::Sessions& sessions;
  auth::PasswordHasher& hasher;
  auth::LoginThrottle& throttle;
  HashPool& hash_pool;
  auth::AuditLog& audit_log;
  auth::TwoStep& two_step;
  const auth::SecondSteps& second_steps;
  auth::RefusedSignIns& refused_sign_ins;
  std::vector<std::string> admin_origins;  // sites that may show admin mode in a frame
};

}  // namespace undersigned::admin
