// Where a mail stands among those that wait.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstdint>

namespace undersigned::store {

// Whether the network that asks for a mail had one sent to this mailbox before, on that day.
enum class MailNetwork : std::uint8_t { AskedBefore, AsksFirst };

// Where a mail stands among those that wait. The order only sorts: with nobody before it, a mail goes at once.
struct MailPlace {
  std::int64_t order_ms = 0;  // UTC, as if asked for at that time; 0: when it is
  MailNetwork network = MailNetwork::AskedBefore;
};

}  // namespace undersigned::store
