// What admin mode needs in addition to api::Services. Made once, outlives the server, shared by its threads.
#pragma once

#include <string>
#include <vector>

#include "server/accounts/audit_log.h"
#include "server/accounts/csrf.h"
#include "server/accounts/hash_pool.h"
#include "server/accounts/login_throttle.h"
#include "server/accounts/password.h"
#include "server/accounts/refused_sign_ins.h"
#include "server/accounts/second_step.h"
#include "server/accounts/session.h"
#include "server/accounts/two_step.h"
#include "server/api/services.h"

namespace undersigned::admin {

struct AdminServices {
  const api::Services& common;
  const accounts::Csrf& csrf;
  accounts::Sessions& sessions;
  accounts::PasswordHasher& hasher;
  accounts::LoginThrottle& throttle;
  accounts::HashPool& hash_pool;
  accounts::AuditLog& audit_log;
  accounts::TwoStep& two_step;
  const accounts::SecondFactorTokens& second_steps;
  accounts::RefusedSignIns& refused_sign_ins;
  std::vector<std::string> admin_origins;  // sites that may show admin mode in a frame
};

}  // namespace undersigned::admin
