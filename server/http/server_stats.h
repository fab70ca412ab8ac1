// What the server is doing and has done since it started. Totals only: nothing about a client, a path or a person.
//
// A snapshot of running counters: each number is exact, two of them may be a moment apart.
#pragma once

#include <array>
#include <cstdint>

namespace undersigned::http {

// Why the server, not a handler, refused, with the status it answered.
enum class Refusal : std::uint8_t {
  BadRequest,       // 400, 411, 414, 417, 501, 505
  Timeout,          // 408
  TooLarge,         // 413
  TooManyRequests,  // 429: too many connections from one address
  HeadTooLarge,     // 431
  Unavailable,      // 503: no room for a connection, stream or buffer, or waited too long for a worker or reply
};
inline constexpr std::size_t kRefusals = 6;

struct ServerStats {
  // At this moment.
  std::uint64_t connections_open = 0;
  std::uint64_t streams_open = 0;     // replies made by a BodySource
  std::uint64_t jobs_waiting = 0;     // complete requests, and pieces of streams, that no worker has taken yet
  std::uint64_t replies_waiting = 0;  // queued for the event loop
  std::uint64_t reply_bytes = 0;      // held for clients that have not read them

  // Since the start.
  std::uint64_t connections_accepted = 0;
  std::uint64_t connections_refused = 0;            // rejected at accept with 429 or 503, or closed without a response
  std::uint64_t connections_evicted = 0;            // closed early to make room for others
  std::uint64_t slow_readers = 0;                   // cut because the client did not read the reply
  std::uint64_t requests = 0;                       // complete ones, passed to a handler
  std::array<std::uint64_t, 4> responses{};         // 2xx, 3xx, 4xx, 5xx: of handlers and of the server itself
  std::array<std::uint64_t, kRefusals> refusals{};  // by Refusal

  [[nodiscard]] std::uint64_t refused(Refusal why) const { return refusals[static_cast<std::size_t>(why)]; }
};

}  // namespace undersigned::http
