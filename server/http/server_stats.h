// What the server is doing and has done since it started, for whoever watches it. Sums of numbers: nothing of a
// client, a path or a person.
//
// A copy of counters that go on counting: each is right by itself, two of them may be a moment apart.
#pragma once

#include <array>
#include <cstdint>

namespace undersigned::http {

// Why the server, not a handler, said no. The status it answered with.
enum class Refusal : std::uint8_t {
  BadRequest,       // 400, 411, 414, 417, 501, 505
  Timeout,          // 408
  TooLarge,         // 413
  TooManyRequests,  // 429: too many connections of one address
  HeadTooLarge,     // 431
  Unavailable,      // 503: no room for one more connection, stream or buffer; waited too long for a worker or a reply
};
inline constexpr std::size_t kRefusals = 6;

struct ServerStats {
  // Now.
  std::uint64_t connections_open = 0;
  std::uint64_t streams_open = 0;     // replies that a BodySource makes
  std::uint64_t jobs_waiting = 0;     // whole requests, and pieces of streams, that no worker has taken yet
  std::uint64_t replies_waiting = 0;  // made, and not yet seen by the thread that sends them
  std::uint64_t reply_bytes = 0;      // held for readers that do not take them

  // Since the start.
  std::uint64_t connections_accepted = 0;
  std::uint64_t connections_refused = 0;            // told 429 or 503 at the door, or closed there without a word
  std::uint64_t connections_evicted = 0;            // closed early to let others in
  std::uint64_t slow_readers = 0;                   // connections cut because their reply was not taken
  std::uint64_t requests = 0;                       // whole ones, given to a handler
  std::array<std::uint64_t, 4> responses{};         // 2xx, 3xx, 4xx, 5xx: of handlers, and of the server itself
  std::array<std::uint64_t, kRefusals> refusals{};  // by Refusal

  [[nodiscard]] std::uint64_t refused(Refusal why) const { return refusals[static_cast<std::size_t>(why)]; }
};

}  // namespace undersigned::http
