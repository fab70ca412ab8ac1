#include "server/abuse/guard.h"

namespace undersigned::abuse {

Guard::Guard(const GuardOptions& options) : options_(options) {}

Verdict Guard::judge(const Attempt& attempt) {
  Verdict verdict;
  if (!attempt.website.empty()) verdict.suspicions = static_cast<store::Suspicions>(store::Suspicion::Honeypot);
  return verdict;
}

}  // namespace undersigned::abuse
