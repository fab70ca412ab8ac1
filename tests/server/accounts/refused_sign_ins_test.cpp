#include "server/accounts/refused_sign_ins.h"

#include <doctest/doctest.h>

#include "server/limits.h"

namespace undersigned::accounts {

TEST_CASE("refused sign-ins are said once an hour for a name, with how many there were") {
  RefusedSignIns refused;
  CHECK(refused.count("ana", 1'000) == 1);
  for (int i = 0; i < 40; ++i) CHECK_FALSE(refused.count("ana", 2'000).has_value());
  CHECK(refused.count("bo", 2'000) == 1);
  CHECK(refused.count("", 2'000) == 1);
  CHECK(refused.count("ana", 1'000 + limits::kAuditRefusalMs) == 41);
  CHECK_FALSE(refused.count("ana", 1'001 + limits::kAuditRefusalMs).has_value());
}

}  // namespace undersigned::accounts
