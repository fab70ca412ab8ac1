// Finds the connection whose deadline is next. All waits of one phase last equally long, so each phase has a list that
// stays sorted: arming, removing and finding are O(1) with twenty thousand connections. Times are milliseconds of any
// steady clock. For the event loop's thread only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>

#include "server/http/connection.h"

namespace undersigned::http {

class Deadlines {
 public:
  static constexpr std::size_t kPhases = static_cast<std::size_t>(Phase::Lingering) + 1;
  using Durations = std::array<int, kPhases>;  // ms, by Phase

  explicit Deadlines(const Durations& durations) : durations_(durations) {}

  void add(Connection& connection, std::int64_t now_ms) {
    auto& list = list_of(connection);
    connection.place = list.insert(list.end(), &connection);
    set_deadline(connection, now_ms);
  }

  // Moves the connection to `phase` and restarts that phase's timer.
  void enter(Connection& connection, Phase phase, std::int64_t now_ms) {
    auto& from = list_of(connection);
    connection.phase = phase;
    auto& to = list_of(connection);
    to.splice(to.end(), from, connection.place);
    set_deadline(connection, now_ms);
  }

  void remove(Connection& connection) { list_of(connection).erase(connection.place); }

  // The connection whose deadline passed first, if any has.
  [[nodiscard]] Connection* expired(std::int64_t now_ms) const {
    for (const auto& list : lists_) {
      if (!list.empty() && list.front()->deadline_ms <= now_ms) return list.front();
    }
    return nullptr;
  }

  [[nodiscard]] std::optional<std::int64_t> next_ms() const {
    std::optional<std::int64_t> next;
    for (const auto& list : lists_) {
      if (!list.empty() && (!next || list.front()->deadline_ms < *next)) next = list.front()->deadline_ms;
    }
    return next;
  }

  [[nodiscard]] const std::list<Connection*>& in(Phase phase) const { return lists_[index_of(phase)]; }

  [[nodiscard]] Connection* oldest(Phase phase) const {
    const auto& list = in(phase);
    return list.empty() ? nullptr : list.front();
  }

  [[nodiscard]] std::int64_t since_ms(const Connection& connection) const {
    return connection.deadline_ms - durations_[index_of(connection.phase)];
  }

 private:
  static std::size_t index_of(Phase phase) { return static_cast<std::size_t>(phase); }
  std::list<Connection*>& list_of(const Connection& connection) { return lists_[index_of(connection.phase)]; }
  void set_deadline(Connection& connection, std::int64_t now_ms) const {
    connection.deadline_ms = now_ms + durations_[index_of(connection.phase)];
  }

  Durations durations_;
  std::array<std::list<Connection*>, kPhases> lists_;
};

}  // namespace undersigned::http
