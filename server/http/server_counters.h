// The counters behind ServerStats, written by the event loop, the workers and the threads that reply. Relaxed
// atomics, so counting needs no lock. Safe to use from any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "server/http/server_stats.h"

namespace undersigned::http {

class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  void subtract(std::uint64_t count = 1) { value_.fetch_sub(count, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

struct ServerCounters {
  Counter connections_open;
  Counter streams_open;
  Counter jobs_waiting;
  Counter replies_waiting;
  Counter reply_bytes;
  Counter connections_accepted;
  Counter connections_refused;
  Counter connections_evicted;
  Counter slow_readers;
  Counter requests;
  std::array<Counter, 4> responses;
  std::array<Counter, kRefusals> refusals;

  // `status` is from 200 to 599.
  void count_response(int status) { responses.at(static_cast<std::size_t>(status / 100 - 2)).add(); }

  // Counts a response that the server made itself. Ignores a status that is not in Refusal.
  void count_refusal(int status);

  [[nodiscard]] ServerStats read() const;
};

}  // namespace undersigned::http
