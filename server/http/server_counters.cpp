#include "server/http/server_counters.h"

#include <optional>

namespace undersigned::http {
namespace {

std::optional<Refusal> refusal_of(int status) {
  switch (status) {
    case 400:
    case 411:
    case 414:
    case 417:
    case 501:
    case 505:
      return Refusal::BadRequest;
    case 408:
      return Refusal::Timeout;
    case 413:
      return Refusal::TooLarge;
    case 429:
      return Refusal::TooManyRequests;
    case 431:
      return Refusal::HeadTooLarge;
    case 503:
      return Refusal::Unavailable;
    default:
      return std::nullopt;
  }
}

template <std::size_t Size>
void copy(const std::array<Counter, Size>& from, std::array<std::uint64_t, Size>& to) {
  for (std::size_t i = 0; i < Size; ++i) to[i] = from[i].value();
}

}  // namespace

void ServerCounters::count_refusal(int status) {
  if (const auto why = refusal_of(status)) refusals[static_cast<std::size_t>(*why)].add();
}

ServerStats ServerCounters::read() const {
  ServerStats stats;
  stats.connections_open = connections_open.value();
  stats.streams_open = streams_open.value();
  stats.jobs_waiting = jobs_waiting.value();
  stats.replies_waiting = replies_waiting.value();
  stats.reply_bytes = reply_bytes.value();
  stats.connections_accepted = connections_accepted.value();
  stats.connections_refused = connections_refused.value();
  stats.connections_evicted = connections_evicted.value();
  stats.slow_readers = slow_readers.value();
  stats.requests = requests.value();
  copy(responses, stats.responses);
  copy(refusals, stats.refusals);
  return stats;
}

}  // namespace undersigned::http
