// When a mail that could not be sent is tried again: soon at first, as somebody waits for the code, then ever more
// rarely (RFC 5321 4.5.4.1 asks for a delay and for giving up in the end).
//
// Pure, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>

namespace undersigned::mail {

// UTC milliseconds of the next attempt after `failures` failed ones, the last of them at `now_ms`:
// limits::kMailRetryMsMin later, doubled with each failure, never more than kMailRetryMsMax. Nothing once there were
// kMailAttemptsMax, about two days after the first.
std::optional<std::int64_t> next_attempt_ms(int failures, std::int64_t now_ms);

}  // namespace undersigned::mail
