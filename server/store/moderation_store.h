// Changes to stored signatures, by organizers and by the signers themselves.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/audit.h"
#include "server/store/reading_store.h"
#include "server/store/signature.h"
#include "server/suspicion.h"
#include "shared/result.h"

namespace undersigned::store {

// A signature that an organizer has to decide on, and why.
struct QuarantinedSignature {
  SignatureRow row;
  std::string email;  // empty once erased
  Suspicions suspicion = 0;
};

// Selects quarantined signatures of a campaign: those named, or, if none is, all that are there for exactly this
// reason.
struct QuarantineChoice {
  std::string campaign;            // slug
  std::vector<SignatureKey> keys;  // at most limits::kQuarantineStepRows
  Suspicions suspicion = 0;
};

struct Decided {
  std::vector<std::string> public_ids;
  Counts counts;                  // of the campaign, afterwards
  std::vector<AuditRow> entries;  // of the audit log
};

// Who decides, for the audit log.
struct DecisionNote {
  std::string actor;
  std::int64_t time_ms = 0;
  AuditLink link;
};

class ModerationStore {
 public:
  virtual ~ModerationStore() = default;

  // Confirms, withdraws, releases or rejects one signature, and returns the campaign's counts afterwards. Nothing
  // becomes Pending. NotFound if
  // - there is no such signature,
  // - its signer has withdrawn it (only the signer can undo that),
  // - a rejected one is to be withdrawn,
  // - it is a request, and its signer has a signature that counts.
  // A request is deleted instead of withdrawn or rejected if its signer has a signature that waits or was rejected.
  // Once a signature counts, its signer's requests are void.
  virtual Result<Counts> set_status(const SignatureKey& key, SignatureStatus status) = 0;

  // Erases name, organization, role, email, postcode, phone and comment. The signature still counts, and its signer is
  // still recognized by the deduplication key. NotFound if there is no such signature; erasing twice is not an error.
  virtual Status erase_personal_data(const SignatureKey& key) = 0;

  // Whether the comment is shown, provided that the signer chose to be shown. NotFound as above.
  virtual Status set_comment(const SignatureKey& key, CommentState state) = 0;

  // Signatures to decide on, newest first.
  virtual Result<std::vector<QuarantinedSignature>> quarantined(std::string_view campaign,
                                                                std::optional<std::int64_t> before,
                                                                std::size_t rows) = 0;

  // Releases (Confirmed) or rejects (Invalid) the chosen ones that are still quarantined, in one transaction of at most
  // limits::kQuarantineStepRows. If it decides on that many, there may be more: call it again. UnknownCampaign if there
  // is no such campaign. In the same transaction it adds to the audit log: an entry for each named signature it decided
  // on; for those of a reason, one entry with the campaign and their number.
  virtual Result<Decided> decide_quarantined(const QuarantineChoice& choice, SignatureStatus status,
                                             const DecisionNote& note) = 0;
};

}  // namespace undersigned::store
