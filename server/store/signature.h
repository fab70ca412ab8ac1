// A stored signature and its keys.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/signature/signature.h"

namespace undersigned::store {

// One signer of one campaign (made by server/signing/dedupe_key.h). The first kMailboxBytes identify the mailbox within
// the campaign, the others the name. So the signatures of one mailbox are neighbours in the index of signers.
using DedupeKey = std::array<std::uint8_t, 16>;
inline constexpr std::size_t kMailboxBytes = 10;
using CampaignMailbox = std::array<std::uint8_t, kMailboxBytes>;

// One mailbox in all campaigns, for counting and asking across them. Kept for a day at most: otherwise the database
// would tell that two erased signatures were one person's.
using MailboxKey = std::array<std::uint8_t, 16>;

// Pending is a request that its mailbox has to confirm. A signer may have several, each with its own content and mail.
// The one that is confirmed becomes the signature and replaces the others. All other states belong to signatures, of
// which a signer has one. Quarantined: suspicious, so an organizer decides; it does not count until then. Invalid:
// rejected by an organizer. Only Confirmed ones count; the others make way for a later signature of the signer.
enum class SignatureStatus : std::uint8_t { Pending, Confirmed, Withdrawn, Invalid, Quarantined };

// Where a signature came from. Every text is within limits.h, and empty if unknown.
struct SignatureSource {
  std::string partner;  // a partner's id; empty: this server's own page
  std::string origin;
  std::string page;  // without query or fragment
  std::string utm_source;
  std::string utm_medium;
  std::string utm_campaign;
};

struct Counts {
  std::uint64_t pending = 0;
  std::uint64_t confirmed = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t quarantined = 0;
};

// Identifies one signature. Both parts are needed, so that trying numbers finds nothing.
struct SignatureKey {
  std::int64_t cursor = 0;  // SignatureRow::cursor
  std::string public_id;
};

// Hidden by an organizer; the signer and organizers still see it.
enum class CommentState : std::uint8_t { Shown, Hidden };

// A consent that its signer has withdrawn. The record that it was given stays.
struct WithdrawnConsent {
  std::string purpose;
  std::int64_t time_ms = 0;
};

// Everything stored about one signature: for its signer, and for exports.
struct SignatureRecord {
  SignatureKey key;
  std::string campaign;  // slug
  SignatureStatus status = SignatureStatus::Confirmed;
  CheckedSignature signature;  // texts empty once erased
  std::int64_t time_ms = 0;
  std::string locale;
  SignatureSource source;
  std::vector<WithdrawnConsent> withdrawn_consents;  // signature.consents holds the others
  bool erased = false;
  CommentState comment_state = CommentState::Shown;
};

}  // namespace undersigned::store
