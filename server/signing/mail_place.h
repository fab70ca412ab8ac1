// The position in the outbox of a mail that a client asks for (store::MailPlace).
//
// Safe to call from any thread.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/signing/services.h"
#include "server/store/signing_store.h"

namespace undersigned::signing {

// Of a store::MailboxKey or store::DedupeKey.
inline std::string_view bytes_of(const std::array<std::uint8_t, 16>& key) {
  return {static_cast<const char*>(static_cast<const void*>(key.data())), key.size()};
}

// `campaign` is empty for a mail that opens /my.
inline std::int64_t mail_order_ms(const Services& services, const std::string& address, std::string_view campaign) {
  const std::int64_t now_ms = services.utc_now_ms();
  const auto lane = campaign.empty() ? store::MailLane::My : store::MailLane::New;
  return services.guard.mail_order_ms(address, campaign, now_ms, services.outbox.served_ms(lane, now_ms));
}

// Call it once for each mail that is asked for, whether or not the mailbox exists: it counts.
inline store::MailPlace mail_place(const Services& services, const std::string& address, std::string_view campaign,
                                   const store::MailboxKey& mailbox) {
  const int asked = services.guard.mails_asked_before(address, bytes_of(mailbox), services.utc_now_ms());
  return {.order_ms = mail_order_ms(services, address, campaign),
          .network = asked == 0 ? store::MailNetwork::AsksFirst : store::MailNetwork::AskedBefore,
          .asked = static_cast<int>(std::bit_width(static_cast<unsigned>(asked)))};
}

}  // namespace undersigned::signing
