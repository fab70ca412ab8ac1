// The position in the outbox of a mail that a client asks for (store::MailPlace).
//
// Safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/signing/services.h"
#include "server/store/signing_store.h"

namespace undersigned::signing {

inline std::string_view bytes_of(const store::MailboxKey& mailbox) {
  return {static_cast<const char*>(static_cast<const void*>(mailbox.data())), mailbox.size()};
}

// Call it once for each mail that is asked for, whether or not the mailbox exists: it counts. `campaign` is empty for a
// mail of no campaign.
inline store::MailPlace mail_place(const Services& services, const std::string& address, std::string_view campaign,
                                   const store::MailboxKey& mailbox) {
  const std::int64_t now_ms = services.utc_now_ms();
  const bool first = services.guard.first_mail(address, bytes_of(mailbox), now_ms);
  return {.order_ms = services.guard.mail_order_ms(address, campaign, now_ms),
          .network = first ? store::MailNetwork::AsksFirst : store::MailNetwork::AskedBefore};
}

}  // namespace undersigned::signing
