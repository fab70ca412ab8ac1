// When to retry a mail: soon at first, since somebody waits for the code, then at growing intervals (RFC 5321 4.5.4.1
// asks for a delay, and for giving up in the end).
//
// Pure, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>

namespace undersigned::mail {

// The time of the next attempt after `failures` failed ones, the last of them at `now_ms`, in UTC milliseconds. The
// interval starts at limits::kMailRetryMsMin and doubles up to kMailRetryMsMax. Nothing after kMailAttemptsMax
// attempts, which take about two days.
std::optional<std::int64_t> next_attempt_ms(int failures, std::int64_t now_ms);

}  // namespace undersigned::mail
