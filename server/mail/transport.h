// The way out for a mail: an SMTP server, or a folder for those who have none.
//
// One thread at a time, but for abort(): give every sending thread its own transport.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace undersigned::mail {

enum class SendOutcome : std::uint8_t {
  Sent,      // the other side has taken it
  TryLater,  // not this time: the network, a busy server, or a setting the operator must correct
  GiveUp,    // never: this mail or its mailbox was refused
};

struct SendReport {
  SendOutcome outcome = SendOutcome::TryLater;
  int smtp_code = 0;           // the server's last reply (RFC 5321 4.2), such as 250 or 550; 0 where there was none
  std::string_view problem{};  // why it was not sent, in English for operators; constant text, nothing of the mail
};

// For an envelope without two addresses.
inline constexpr SendReport kNoAddresses{.outcome = SendOutcome::GiveUp, .problem = "no such addresses"};

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  // Hands over `bytes` of build(). The envelope's addresses are what check_email() gives; others: GiveUp. Waits no
  // longer than the transport's limits. A mail whose receipt was lost is sent twice rather than never, with the same
  // Message-ID. Nothing of the mail or its addresses is ever logged here.
  virtual SendReport send(const std::string& envelope_from, const std::string& envelope_to,
                          const std::string& bytes) = 0;

  // From any thread: what is being sent, and whatever is given to send() from now on, is soon TryLater.
  virtual void abort() {}
};

}  // namespace undersigned::mail
