// What organizers, and signers themselves, do to a signature that stands or waits.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/reading_store.h"
#include "server/store/signature.h"
#include "server/suspicion.h"
#include "shared/result.h"

namespace undersigned::store {

// A signature that waits for an organizer's decision, and why.
struct QuarantinedSignature {
  SignatureRow row;
  std::string email;  // empty once erased
  Suspicions suspicion = 0;
};

// Which of a campaign's quarantined signatures: those named, or, where none is, all that wait for exactly this reason.
struct QuarantineChoice {
  std::string campaign;            // slug
  std::vector<SignatureKey> keys;  // at most limits::kQuarantineStepRows
  Suspicions suspicion = 0;
};

struct Decided {
  std::vector<std::string> public_ids;
  Counts counts;  // of the campaign, after it
};

class ModerationStore {
 public:
  virtual ~ModerationStore() = default;

  // Confirms, withdraws, releases or rules out one signature and gives the campaign's counts after it. NotFound if
  // there is none; if its signer has withdrawn it, which is not for others to change; if one that was ruled out is to
  // be withdrawn; or if it is a request of a signer who has a signature. Nothing becomes Pending.
  virtual Result<Counts> set_status(const SignatureKey& key, SignatureStatus status) = 0;

  // Erases name, organization, role, e-mail, postcode, phone and comment. The signature stays counted, and the signer
  // stays known by the dedupe key. NotFound if there is no such signature; erasing twice is no error.
  virtual Status erase_personal_data(const SignatureKey& key) = 0;

  // Whether the signature is shown with its comment, where its signer chose to be shown. NotFound as above.
  virtual Status set_comment(const SignatureKey& key, CommentState state) = 0;

  // What waits for a decision, newest first.
  virtual Result<std::vector<QuarantinedSignature>> quarantined(std::string_view campaign,
                                                                std::optional<std::int64_t> before,
                                                                std::size_t rows) = 0;

  // Releases (Confirmed) or rules out (Invalid) what still waits of the choice, in one transaction of at most
  // limits::kQuarantineStepRows: while it decides that many, there may be more. UnknownCampaign if there is none of
  // that slug.
  virtual Result<Decided> decide_quarantined(const QuarantineChoice& choice, SignatureStatus status) = 0;
};

}  // namespace undersigned::store
