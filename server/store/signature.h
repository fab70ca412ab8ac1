// What is stored of a signature, and by what it is named.
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

// One signer of one campaign (server/signing/dedupe_key.h makes it). The first kMailboxBytes name the mailbox within
// the campaign, the others the name: so one mailbox's signatures lie side by side in the index of all signers.
using DedupeKey = std::array<std::uint8_t, 16>;
inline constexpr std::size_t kMailboxBytes = 10;
using CampaignMailbox = std::array<std::uint8_t, kMailboxBytes>;

// One mailbox whatever the campaign: for what is counted or asked across campaigns. Kept for a day at most, so that
// nothing in the database tells that two signatures whose details were erased were one person's.
using MailboxKey = std::array<std::uint8_t, 16>;

// Pending: a request that its mailbox has to confirm. Several may stand side by side for one signer, each with its own
// content and mail; one that is confirmed is the signer's signature, and takes the others' place. All other states are
// of signatures, of which a signer has one. Quarantined: something about it is suspicious, and an organizer decides. It
// does not count until then.
enum class SignatureStatus : std::uint8_t { Pending, Confirmed, Withdrawn, Invalid, Quarantined };

// Where a signature came from; every text within limits.h, empty where unknown.
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

// Names one signature. Both parts are needed, so that counting upwards finds nothing.
struct SignatureKey {
  std::int64_t cursor = 0;  // SignatureRow::cursor
  std::string public_id;
};

// Hidden by an organizer; the signer and organizers still see it.
enum class CommentState : std::uint8_t { Shown, Hidden };

// A consent that its signer has withdrawn; that it was given once stays, as a record.
struct WithdrawnConsent {
  std::string purpose;
  std::int64_t time_ms = 0;
};

// Everything that is kept of one signature: for the person who gave it, and for an export.
struct SignatureRecord {
  SignatureKey key;
  std::string campaign;  // slug
  SignatureStatus status = SignatureStatus::Confirmed;
  CheckedSignature signature;  // texts empty once erased
  std::int64_t time_ms = 0;
  std::string locale;
  SignatureSource source;
  std::vector<WithdrawnConsent> withdrawn_consents;  // signature.consents are those that stand
  bool erased = false;
  CommentState comment_state = CommentState::Shown;
};

}  // namespace undersigned::store
