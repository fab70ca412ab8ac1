// Sends a mail: by an SMTP server, or into a folder.
//
// For one thread at a time, except abort(): every sending thread needs its own transport.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace undersigned::mail {

enum class SendOutcome : std::uint8_t {
  Sent,      // accepted by the other side
  TryLater,  // temporary: the network, a busy server, or a setting the operator must correct
  GiveUp,    // permanent: this mail or its mailbox was refused
};

struct SendReport {
  SendOutcome outcome = SendOutcome::TryLater;
  int smtp_code = 0;             // the server's last reply (RFC 5321 4.2), such as 250 or 550; 0: none
  bool refused_mailbox = false;  // that reply was about the recipient
  std::string_view problem{};    // for operators, in English; constant text, nothing of the mail
};

// For an envelope with a malformed address.
inline constexpr SendReport kNoAddresses{.outcome = SendOutcome::GiveUp, .problem = "no such addresses"};

// Both addresses must be as check_email() returns them.
struct Envelope {
  std::string from;
  std::string to;
  std::int64_t signature = 0;  // SignatureKey::cursor of the one that the mail is about; 0: of none
};

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  // Hands over the `bytes` of build(). GiveUp if an address is malformed. Waits no longer than the transport's limits. If
  // the receipt is lost, the mail is sent twice rather than never, with the same Message-ID. Logs nothing of the mail or
  // its addresses.
  virtual SendReport send(const Envelope& envelope, const std::string& bytes) = 0;

  // From any thread: makes the current and all later calls of send() return TryLater soon.
  virtual void abort() {}
};

}  // namespace undersigned::mail
