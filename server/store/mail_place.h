// The position of a mail in the outbox.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstdint>

namespace undersigned::store {

// Whether the network that asks for a mail has had one sent to this mailbox before, on the same day (UTC).
enum class MailNetwork : std::uint8_t { AskedBefore, AsksFirst };

// Whether the same request, with the same key, has come before, on the same day: the answer was lost, or its sender
// pressed twice. It gets no second mail.
enum class MailRequest : std::uint8_t { New, Repeated };

// The position of a mail in the outbox. It only sorts: a mail with nothing before it goes at once.
struct MailPlace {
  std::int64_t order_ms =
      0;  // UTC; the mail sorts as if it had been asked for at that time; 0: at the time it is queued
  MailNetwork network = MailNetwork::AskedBefore;
  int asked = 0;  // how often the network has asked before, in powers of two: 0, then 1 for one, 2 for up to three...
  MailRequest request = MailRequest::New;
};

}  // namespace undersigned::store
