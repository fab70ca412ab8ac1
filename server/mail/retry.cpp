#include "server/mail/retry.h"

#include "server/limits.h"

namespace undersigned::mail {

std::optional<std::int64_t> next_attempt_ms(int failures, std::int64_t now_ms) {
  if (failures >= limits::kMailAttemptsMax) return {};
  std::int64_t delay_ms = limits::kMailRetryMsMin;
  for (int i = 1; i < failures && delay_ms < limits::kMailRetryMsMax; ++i) delay_ms *= 2;
  return now_ms + (delay_ms < limits::kMailRetryMsMax ? delay_ms : limits::kMailRetryMsMax);
}

}  // namespace undersigned::mail
