// The audit log of store/audit.h with its key: HMAC-SHA-256 over an entry and the hash of the one before, under
// KeyPurpose::Audit of the server's secret. Anybody who has only the database file cannot change, add or remove an
// entry without verify() noticing.
//
// Safe from any thread.
#pragma once

#include <optional>
#include <utility>

#include "server/crypto/secret.h"
#include "server/store/audit.h"
#include "server/store/audit_store.h"
#include "shared/result.h"

namespace undersigned::accounts {

store::AuditLink audit_link(const crypto::ServerSecret& secret);

class AuditLog {
 public:
  // `store` must outlive the object.
  AuditLog(store::AuditStore& store, const crypto::ServerSecret& secret) : store_(store), link_(audit_link(secret)) {}

  // Returns the stored row, which is on disk. The store's errors.
  Result<store::AuditRow> add(const store::AuditEntry& entry) { return store_.add_audit(entry, link_); }

  // Returns what `deed` returns: a Status or a Result. The entry is written in the transaction of its first change, or
  // that change is not made (AuditStore::add_audit_with()). `written`: the stored row, if there was a change.
  template <class Deed>
  auto add_with(const store::AuditEntry& entry, const Deed& deed, std::optional<store::AuditRow>* written = nullptr) {
    std::optional<decltype(deed())> outcome;
    std::optional<store::AuditRow> row = store_.add_audit_with(entry, link_, [&] { outcome.emplace(deed()); });
    if (written != nullptr) *written = std::move(row);
    return *std::move(outcome);
  }

  Result<store::AuditCheck> verify(const std::optional<store::AuditChain>& expected = {}) {
    return store_.verify_audit(link_, expected);
  }

  [[nodiscard]] const store::AuditLink& link() const { return link_; }

  // See AuditStore::begin_audit().
  Status begin() { return store_.begin_audit(link_); }

 private:
  store::AuditStore& store_;
  const store::AuditLink link_;
};

}  // namespace undersigned::accounts
