#include "server/store/sqlite/signature_rows.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/signer_index.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

std::int64_t newest_of(const std::vector<Signer>& signers) {
  std::int64_t newest = 0;
  for (const Signer& signer : signers) newest = std::max(newest, signer.signature_id);
  return newest;
}

SignatureStatus status_of(const NewSignature& signature) {
  return signature.status == SignatureStatus::Confirmed ? status_once_confirmed(signature.suspicion) : signature.status;
}

void bind_content(Query& query, const NewSignature& signature) {
  const CheckedSignature& checked = signature.signature;
  const SignatureSource& source = signature.source;
  query.bind(static_cast<std::int64_t>(status_of(signature))).bind(static_cast<std::int64_t>(signature.suspicion));
  query.bind(signature.time_ms);
  query.bind(source.partner).bind(checked.country).bind(static_cast<std::int64_t>(checked.kind));
  query.bind(static_cast<std::int64_t>(checked.visibility));
  query.bind(signature.idempotency_key).bind(checked.text_version).bind(signature.locale);
  query.bind(source.origin).bind(source.page);
  query.bind(source.utm_source).bind(source.utm_medium).bind(source.utm_campaign);
}

void insert_person(Connection& connection, std::int64_t id, const CheckedSignature& signature) {
  connection
      .query(
          "INSERT INTO person (signature_id, name, organization, role, email, postcode, phone, comment)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(id)
      .bind(signature.name)
      .bind(signature.organization)
      .bind(signature.role)
      .bind(signature.email)
      .bind(signature.postcode)
      .bind(signature.phone)
      .bind(signature.comment)
      .run();
}

void insert_consents(Connection& connection, std::int64_t id, const NewSignature& signature) {
  for (const std::string& purpose : signature.signature.consents) {
    connection
        .query(
            "INSERT INTO consent (signature_id, purpose, text_version, time_ms) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (signature_id, purpose) DO NOTHING")
        .bind(id)
        .bind(purpose)
        .bind(signature.signature.text_version)
        .bind(signature.time_ms)
        .run();
  }
}

CountedSignature counted(std::int64_t campaign_id, const NewSignature& signature) {
  return {campaign_id,
          status_of(signature),
          signature.time_ms,
          signature.source.partner,
          signature.signature.country,
          signature.source.utm_source};
}

// One sign() at work.
class Adding {
 public:
  Adding(Connection& connection, CounterValues& changes, std::int64_t campaign_id, const NewSignature& signature)
      : connection_(connection), changes_(changes), campaign_id_(campaign_id), signature_(signature) {}

  SignOutcome add() {
    const std::vector<Signer> earlier =
        connection_.signers().of_mailbox(connection_, campaign_id_, mailbox_of(signature_.dedupe_key));
    for (const Signer& signer : earlier) {
      if (signer.key != signature_.dedupe_key) continue;
      // Where the row is gone, as in a damaged file, they have not signed, and this puts the index right.
      if (const auto own = find_signature(connection_, signer.signature_id)) return add_again(*own);
    }
    if (earlier.size() >= limits::kNamesPerMailboxMax && !make_room(earlier)) {
      write_to(newest_of(earlier), MailKind::AlreadySigned);
      return SignOutcome::AlreadyThere;
    }
    return insert();
  }

 private:
  SignOutcome add_again(const KnownSignature& earlier) {
    switch (earlier.counted.status) {
      case SignatureStatus::Pending:
        return replace(earlier);
      case SignatureStatus::Withdrawn:
        // A late retry of what was withdrawn meanwhile does not bring it back.
        if (!signature_.idempotency_key.empty() && signature_.idempotency_key == earlier.idempotency_key) break;
        remove_signature(connection_, changes_, earlier);
        return insert();
      case SignatureStatus::Confirmed:
      case SignatureStatus::Quarantined:
      case SignatureStatus::Invalid:
        write_to(earlier.id, MailKind::AlreadySigned);
        break;
    }
    return SignOutcome::AlreadyThere;
  }

  SignOutcome insert() {
    Query query = connection_.query(
        "INSERT INTO signature (campaign_id, dedupe_key, public_id, status, suspicion, time_ms, partner, country, kind,"
        " visibility, idempotency_key, text_version, locale, origin, page, utm_source, utm_medium, utm_campaign)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(campaign_id_).bind_blob(signature_.dedupe_key.data(), signature_.dedupe_key.size());
    query.bind(signature_.public_id);
    bind_content(query, signature_);
    query.run();
    const std::int64_t id = connection_.database().getLastInsertRowid();
    connection_.signers().add(connection_, {signature_.dedupe_key, campaign_id_, id});
    insert_person(connection_, id, signature_.signature);
    insert_consents(connection_, id, signature_);
    count_signature(changes_, counted(campaign_id_, signature_), 1);
    write_to(id, MailKind::Confirm);
    return SignOutcome::Stored;
  }

  // What nobody has confirmed yet is what was typed last: somebody went back and changed it, or a stranger had used the
  // address before. The code that is on its way stays the right one.
  SignOutcome replace(const KnownSignature& earlier) {
    Query query = connection_.query(
        "UPDATE signature SET status = ?, suspicion = ?, time_ms = ?, partner = ?, country = ?, kind = ?, visibility = "
        "?,"
        " idempotency_key = ?, text_version = ?, locale = ?, origin = ?, page = ?, utm_source = ?, utm_medium = ?,"
        " utm_campaign = ? WHERE id = ?");
    bind_content(query, signature_);
    query.bind(earlier.id).run();
    connection_.query("DELETE FROM person WHERE signature_id = ?").bind(earlier.id).run();
    insert_person(connection_, earlier.id, signature_.signature);
    connection_.query("DELETE FROM consent WHERE signature_id = ?").bind(earlier.id).run();
    insert_consents(connection_, earlier.id, signature_);
    count_signature(changes_, earlier.counted, -1);
    count_signature(changes_, counted(campaign_id_, signature_), 1);
    if (signature_.status != SignatureStatus::Pending) {
      drop_mails_of_status(connection_, earlier.id);
      return SignOutcome::Stored;
    }
    write_to(earlier.id, MailKind::Confirm);
    return SignOutcome::AlreadyThere;
  }

  // Names that somebody made up for a mailbox do not keep its owner out: one that was not confirmed while its code
  // worked gives way.
  bool make_room(const std::vector<Signer>& signers) {
    for (const Signer& signer : signers) {
      const std::optional<KnownSignature> earlier = find_signature(connection_, signer.signature_id);
      if (!earlier) {
        connection_.signers().remove(connection_, signer.campaign_id, signer.key);
        return true;
      }
      if (earlier->counted.status != SignatureStatus::Pending) continue;
      if (earlier->counted.time_ms + limits::kMailCodeMs > signature_.time_ms) continue;
      remove_signature(connection_, changes_, *earlier);
      return true;
    }
    return false;
  }

  void write_to(std::int64_t id, MailKind kind) {
    if (signature_.status != SignatureStatus::Pending) return;
    queue_mail(connection_, kind, {id, signature_.mailbox, signature_.time_ms});
  }

  Connection& connection_;
  CounterValues& changes_;
  const std::int64_t campaign_id_;
  const NewSignature& signature_;
};

}  // namespace

std::optional<KnownSignature> find_signature(Connection& connection, std::int64_t id) {
  Query find = connection.query(
      "SELECT public_id, idempotency_key, campaign_id, status, time_ms, partner, country, utm_source,"
      " suspicion, dedupe_key FROM signature WHERE id = ?");
  find.bind(id);
  if (!find.next()) return {};
  KnownSignature found{id,
                       find.text(0),
                       find.text(1),
                       {find.integer(2), static_cast<SignatureStatus>(find.integer(3)), find.integer(4), find.text(5),
                        find.text(6), find.text(7)},
                       static_cast<Suspicions>(find.integer(8)),
                       {}};
  find.blob(9, found.dedupe_key.data(), found.dedupe_key.size());
  return found;
}

std::optional<KnownSignature> find_signer(Connection& connection, std::int64_t campaign_id, const DedupeKey& key) {
  const std::optional<std::int64_t> id = connection.signers().find(connection, campaign_id, key);
  if (!id) return {};
  return find_signature(connection, *id);
}

KnownSignature listed_signature(Connection& connection, std::int64_t id) {
  std::optional<KnownSignature> found = find_signature(connection, id);
  if (!found) throw SQLite::Exception("an index lists a signature that is not there", SQLITE_CORRUPT);
  return *std::move(found);
}

SignOutcome add_signature(Connection& connection, CounterValues& changes, std::int64_t campaign_id,
                          const NewSignature& signature) {
  return Adding(connection, changes, campaign_id, signature).add();
}

void remove_signature(Connection& connection, CounterValues& changes, const KnownSignature& signature) {
  connection.signers().remove(connection, signature.counted.campaign_id, signature.dedupe_key);
  connection.query("DELETE FROM signature WHERE id = ?").bind(signature.id).run();
  count_signature(changes, signature.counted, -1);
}

void erase_person(Connection& connection, std::int64_t id) {
  connection.query("DELETE FROM person WHERE signature_id = ?").bind(id).run();
  drop_mails(connection, id);
  close_codes(connection, id);
}

SignatureStatus status_once_confirmed(Suspicions suspicion) {
  return suspicion == 0 ? SignatureStatus::Confirmed : SignatureStatus::Quarantined;
}

void change_status(Connection& connection, CounterValues& changes, const KnownSignature& signature,
                   SignatureStatus status) {
  if (signature.counted.status == status) return;
  CountedSignature after = signature.counted;
  after.status = status;
  count_signature(changes, signature.counted, -1);
  count_signature(changes, after, 1);
  connection.query("UPDATE signature SET status = ? WHERE id = ?")
      .bind(static_cast<std::int64_t>(status))
      .bind(signature.id)
      .run();
  const bool released =
      signature.counted.status == SignatureStatus::Quarantined && status == SignatureStatus::Confirmed;
  if (!released) drop_mails_of_status(connection, signature.id);
}

}  // namespace undersigned::store::sqlite
