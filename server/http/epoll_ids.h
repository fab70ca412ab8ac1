// The ids under which the event loop's epoll reports what it watches. Pure except for watch(); safe to use from any
// thread.
#pragma once

#include <sys/epoll.h>

#include <cstddef>
#include <cstdint>

#include "server/http/reply_queue.h"

namespace undersigned::http {

inline constexpr ConnectionId kListenerId = 0;
inline constexpr ConnectionId kWakeId = ~ConnectionId{0};
inline constexpr ConnectionId kTimerId = ~ConnectionId{1};

// The system reuses a descriptor as soon as it is closed. The serial, never 0, tells its users apart.
inline ConnectionId make_id(int descriptor, std::uint32_t serial) {
  return (static_cast<ConnectionId>(descriptor) << 32) | serial;
}

inline std::size_t slot_of(ConnectionId id) {
  return static_cast<std::size_t>(id >> 32);
}

// False if the system has no room for another watch.
inline bool watch(int epoll, int operation, int descriptor, ConnectionId id, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = id;
  return ::epoll_ctl(epoll, operation, descriptor, &event) == 0;
}

}  // namespace undersigned::http
