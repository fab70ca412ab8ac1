// The one way a signature is taken, whatever form it came in: judged by the same core as in the browser, named by its
// deduplication key, and handed to the store's writer.
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
  std::string origin;   // of the sending page; empty for none
  std::string partner;  // whom it is counted for; empty for none
  std::string address;  // of the client
  Solver solver = Solver::Script;
};

// Why a signature was not taken; `errors` empty: it was.
struct Refusal {
  std::vector<Error> errors{};
  Challenge challenge{};           // to be solved, where ChallengeNeeded is the error
  std::int64_t retry_after_s = 0;  // when to come back, where TooManyRequests is
};

// What is wrong with it, in the order of the form: then nothing is stored and `done` is never called. None: `done` is
// called once, perhaps before this returns, usually later on the writer's thread, with the counts as of the commit; a
// second signature of the same signer gives the same. CampaignClosed and TextChanged are among the errors. Where the
// campaign has mailboxes confirm, the mail goes out by itself; confirm.h takes its code.
Refusal sign(const Services& services, SignCall call, store::SignCallback done);

}  // namespace undersigned::signing
