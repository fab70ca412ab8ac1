#include "server/api/after_commit.h"

#include <utility>

#include "server/api/challenge_routes.h"

namespace undersigned::api {

store::SignCallback after_commit(const Services& services, catalog::EntryPointer entry, store::SignCallback done) {
  return [&services, entry = std::move(entry), done = std::move(done)](const Result<store::Signed>& outcome) {
    if (outcome.ok()) entry->count->committed(outcome->counts);
    if (mails_of(entry->campaign) == abuse::Mails::Yes) services.outbox.wake();
    done(outcome);
  };
}

}  // namespace undersigned::api
