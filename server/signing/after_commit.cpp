#include "server/signing/after_commit.h"

#include <utility>

namespace undersigned::signing {

store::SignCallback after_commit(const Services& services, campaigns::EntryPointer entry, store::SignCallback done) {
  return [&services, entry = std::move(entry), done = std::move(done)](const Result<store::Signed>& outcome) {
    if (outcome.ok()) entry->count->committed(outcome->counts, services.utc_now_ms());
    if (mails_of(entry->campaign, services.thanks_mails) != Mails::None) services.outbox.wake();
    done(outcome);
  };
}

}  // namespace undersigned::signing
