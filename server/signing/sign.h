// The only way to sign, whatever format a signature arrives in: checks it with the same core as the browser, makes its
// deduplication key, and passes it to the store's writer.
//
// Safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "server/campaigns/catalog.h"
#include "server/signing/services.h"
#include "server/store/signing_store.h"
#include "shared/result.h"
#include "shared/signature/form.h"

namespace undersigned::signing {

struct SignCall {
  campaigns::EntryPointer entry;
  SignatureForm form;
  std::string origin;   // of the sending page; empty: none
  std::string partner;  // that it counts for; empty: none
  std::string address;  // of the client
  Solver solver = Solver::Script;
};

// Why a signature was not accepted; no `errors`: it was.
struct Refusal {
  std::vector<Error> errors{};
  Challenge challenge{};           // to be solved, with ChallengeNeeded
  std::int64_t retry_after_s = 0;  // with TooManyRequests
};

// Returns what is wrong, in the order of the form; then nothing is stored and `done` is never called. CampaignClosed
// and TextChanged are among the errors.
// Otherwise `done` is called once, with the counts as of the commit: perhaps before this returns, usually later on the
// writer's thread. A second signature of the same signer gets the same result. If the campaign asks mailboxes to
// confirm, the mail is queued in the same transaction; confirm.h takes its code.
Refusal sign(const Services& services, SignCall call, store::SignCallback done);

}  // namespace undersigned::signing
