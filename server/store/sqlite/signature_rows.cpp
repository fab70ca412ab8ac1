#include "server/store/sqlite/signature_rows.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "server/limits.h"
#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/removals.h"
#include "server/store/sqlite/requests.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/stored_values.h"

namespace undersigned::store::sqlite {
namespace {

constexpr auto kAfterRejection = static_cast<Suspicions>(Suspicion::AfterRejection);

void bind_content(Query& query, const NewSignature& signature, SignatureStatus status, Suspicions suspicion) {
  const CheckedSignature& checked = signature.signature;
  const SignatureSource& source = signature.source;
  query.bind(static_cast<std::int64_t>(status)).bind(static_cast<std::int64_t>(suspicion));
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

Suspicions suspicion_of_name(Connection& connection, const std::vector<Signer>& names, const DedupeKey& key) {
  if (names.size() < limits::kNamesPerMailboxMax) return 0;
  const auto stands = [&](const Signer& other) {
    if (other.key == key) return false;
    const std::optional<KnownSignature> found = find_signature(connection, other.signature_id);
    return found && found->counted.status != SignatureStatus::Withdrawn;
  };
  const auto standing = static_cast<std::size_t>(std::count_if(names.begin(), names.end(), stands));
  const bool surplus = standing >= limits::kNamesPerMailboxMax || names.size() >= limits::kNamesLookedAt;
  return surplus ? static_cast<Suspicions>(Suspicion::ManyNames) : Suspicions{0};
}

// One call of sign().
class Adding {
 public:
  Adding(Connection& connection, CounterValues& changes, std::int64_t campaign_id, const NewSignature& signature)
      : connection_(connection), changes_(changes), campaign_id_(campaign_id), signature_(signature) {}

  SignOutcome add() {
    const std::vector<Signer> names = connection_.signers().of_mailbox(
        connection_, campaign_id_, mailbox_of(signature_.dedupe_key), limits::kNamesLookedAt);
    std::optional<KnownSignature> own = signer_among(names, signature_.dedupe_key);
    if (!own && signature_.former_key != signature_.dedupe_key) own = signer_among(names, signature_.former_key);
    const std::string& ticket = signature_.idempotency_key;
    const bool retries = own && !ticket.empty() && ticket == own->idempotency_key;
    if (own && is_counted(*own)) {
      if (asks_to_confirm()) write_again_to(own->id, MailKind::AlreadySigned);
      if (is_thanked() && !retries) write_again_to(own->id, MailKind::Thanks);
      return SignOutcome::AlreadyThere;
    }
    // A late retry does not bring back a signature that was withdrawn in the meantime.
    if (retries) {
      if (asks_to_confirm()) write_again_to(0, MailKind::Placeholder);
      return SignOutcome::AlreadyThere;
    }
    if (asks_to_confirm()) return add_request(own);
    return add_at_once(own, suspicion_of_name(connection_, names, signature_.dedupe_key));
  }

 private:
  // One lookup finds the signer and the other names of the mailbox, unless there are very many.
  std::optional<KnownSignature> signer_among(const std::vector<Signer>& names, const DedupeKey& key) {
    const auto is_own = [&](const Signer& signer) { return signer.key == key; };
    const bool known = std::any_of(names.begin(), names.end(), is_own);
    if (!known && names.size() < limits::kNamesLookedAt) return {};
    return find_signer(connection_, campaign_id_, key);
  }

  [[nodiscard]] bool asks_to_confirm() const { return signature_.status == SignatureStatus::Pending; }
  [[nodiscard]] bool is_thanked() const { return signature_.thanks == ThanksMail::Yes && !asks_to_confirm(); }

  // Which has no former key: when it is confirmed, the earlier signature has to be found by the key of now.
  void rename_signer(const KnownSignature& own) {
    const DedupeKey& key = signature_.dedupe_key;
    connection_.signers().remove(connection_, campaign_id_, own.dedupe_key);
    connection_.query("UPDATE signature SET dedupe_key = ? WHERE id = ?")
        .bind_blob(key.data(), key.size())
        .bind(own.id)
        .run();
    connection_.signers().add(connection_, {key, campaign_id_, own.id});
  }

  SignOutcome add_request(const std::optional<KnownSignature>& own) {
    if (const auto id = find_request(connection_, campaign_id_, signature_.dedupe_key, signature_.idempotency_key)) {
      write_again_to(*id, MailKind::Confirm);
      return SignOutcome::AlreadyThere;
    }
    if (own && own->dedupe_key != signature_.dedupe_key) rename_signer(*own);
    const std::int64_t id = insert(SignatureStatus::Pending, signature_.suspicion);
    // Where a repeated request is new all the same, the first one was lost, or the signer's signature has ceased to
    // count in between. The sender is not to see that.
    if (own) {
      write_again_to(id, MailKind::Confirm);
    } else {
      write_to(id, MailKind::Confirm);
    }
    return SignOutcome::Stored;
  }

  SignOutcome add_at_once(const std::optional<KnownSignature>& own, Suspicions of_name) {
    const Suspicions suspicion = signature_.suspicion | of_name | suspicion_of_earlier(own);
    const bool counts = signature_.status == SignatureStatus::Confirmed;
    const std::int64_t id = insert(counts ? status_once_confirmed(suspicion) : signature_.status, suspicion);
    if (own) replace_signature(connection_, changes_, *own, id);
    const Signer signer{signature_.dedupe_key, campaign_id_, id};
    connection_.signers().add(connection_, signer);
    void_requests(connection_, changes_, signer);
    if (is_thanked() && own) write_again_to(id, MailKind::Thanks);
    if (is_thanked() && !own) write_to(id, MailKind::Thanks);
    return SignOutcome::Stored;
  }

  std::int64_t insert(SignatureStatus status, Suspicions suspicion) {
    Query query = connection_.query(
        "INSERT INTO signature (campaign_id, dedupe_key, public_id, status, suspicion, time_ms, partner, country, kind,"
        " visibility, idempotency_key, text_version, locale, origin, page, utm_source, utm_medium, utm_campaign)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(campaign_id_).bind_blob(signature_.dedupe_key.data(), signature_.dedupe_key.size());
    query.bind(signature_.public_id);
    bind_content(query, signature_, status, suspicion);
    query.run();
    const std::int64_t id = connection_.database().getLastInsertRowid();
    insert_person(connection_, id, signature_.signature);
    insert_consents(connection_, id, signature_);
    count_signature(changes_,
                    {campaign_id_, status, signature_.time_ms, signature_.source.partner, signature_.signature.country,
                     signature_.source.utm_source},
                    1);
    return id;
  }

  // To whom a request may have been mailed before. Which requests are, does not depend on whether the signer is known.
  void write_again_to(std::int64_t id, MailKind kind) {
    if (signature_.mail_place.request == MailRequest::New) write_to(id, kind);
  }

  void write_to(std::int64_t id, MailKind kind) {
    queue_mail(connection_, kind, {id, signature_.mailbox, signature_.time_ms, signature_.mail_place});
  }

  Connection& connection_;
  CounterValues& changes_;
  const std::int64_t campaign_id_;
  const NewSignature& signature_;
};

// Call it before the record is erased.
void keep_owner(Connection& connection, std::int64_t id) {
  Query find = connection.query(
      "SELECT signature.public_id, person.email FROM signature JOIN person ON person.signature_id = signature.id"
      " WHERE signature.id = ?");
  find.bind(id);
  if (!find.next()) return;
  if (const auto owner = connection.owner_of(find.text(0), find.text(1))) set_owner(connection, id, *owner);
}

struct FoundRow {
  KnownSignature signature;
  bool damaged = false;
};

std::optional<FoundRow> find_row(Connection& connection, std::int64_t id) {
  Query find = connection.query(
      "SELECT public_id, idempotency_key, campaign_id, status, time_ms, partner, country, utm_source,"
      " suspicion, dedupe_key FROM signature WHERE id = ?");
  find.bind(id);
  if (!find.next()) return {};
  const std::optional<SignatureStatus> status = enum_of<SignatureStatus>(find.integer(3));
  FoundRow found{{id,
                  find.text(0),
                  find.text(1),
                  {find.integer(2), status.value_or(SignatureStatus::Invalid), find.integer(4), find.text(5),
                   find.text(6), find.text(7)},
                  suspicions_of(find.integer(8)).value_or(0),
                  {}},
                 !status};
  DedupeKey& key = found.signature.dedupe_key;
  if (!find.blob(9, key.data(), key.size())) found.damaged = true;
  return found;
}

}  // namespace

std::optional<KnownSignature> find_signature(Connection& connection, std::int64_t id) {
  std::optional<FoundRow> found = find_row(connection, id);
  if (!found) return {};
  if (found->damaged) {
    connection.damaged().add("signature", id);
    return {};
  }
  return std::move(found->signature);
}

std::optional<KnownSignature> find_to_erase(Connection& connection, std::int64_t id) {
  std::optional<FoundRow> found = find_row(connection, id);
  if (!found) return {};
  return std::move(found->signature);
}

std::optional<KnownSignature> find_signer(Connection& connection, std::int64_t campaign_id, const DedupeKey& key) {
  const std::optional<std::int64_t> id = connection.signers().find(connection, campaign_id, key);
  if (!id) return {};
  // If the row is missing, as in a damaged file, the signer has not signed. Signing again repairs the index.
  std::optional<KnownSignature> found = find_signature(connection, *id);
  if (found && (found->dedupe_key != key || found->counted.status == SignatureStatus::Pending)) found.reset();
  return found;
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

bool is_counted(const KnownSignature& signature) {
  return signature.counted.status == SignatureStatus::Confirmed;
}

Suspicions suspicion_of_earlier(const std::optional<KnownSignature>& earlier) {
  if (!earlier) return 0;
  if (earlier->counted.status == SignatureStatus::Invalid) return kAfterRejection;
  return earlier->suspicion & kAfterRejection;
}

void replace_signature(Connection& connection, CounterValues& changes, const KnownSignature& earlier, std::int64_t id) {
  move_my_codes(connection, earlier.id, id);
  note_removal(connection, earlier.id, RemovalKind::Erased);
  remove_signature(connection, changes, earlier);
}

void remove_signature(Connection& connection, CounterValues& changes, const KnownSignature& signature) {
  if (signature.counted.status != SignatureStatus::Pending) {
    connection.signers().remove(connection, signature.counted.campaign_id, signature.dedupe_key);
  }
  connection.query("DELETE FROM signature WHERE id = ?").bind(signature.id).run();
  connection.note_erased(signature.id);
  count_signature(changes, signature.counted, -1);
}

// The idempotency key is erased, too: the signer's device made it and may still have it.
bool erase_person(Connection& connection, std::int64_t id) {
  keep_owner(connection, id);
  const bool erased = connection.query("DELETE FROM person WHERE signature_id = ?").bind(id).run() > 0;
  connection.note_erased(id);
  connection.query("UPDATE signature SET idempotency_key = '' WHERE id = ?").bind(id).run();
  drop_mails(connection, id);
  close_codes(connection, id);
  return erased;
}

void set_owner(Connection& connection, std::int64_t id, const ErasedOwner& owner) {
  connection.query("INSERT OR REPLACE INTO erased_owner (signature_id, owner) VALUES (?, ?)")
      .bind(id)
      .bind_blob(owner.data(), owner.size())
      .run();
}

std::optional<ErasedOwner> find_owner(Connection& connection, std::int64_t id) {
  Query find = connection.query("SELECT owner FROM erased_owner WHERE signature_id = ?");
  find.bind(id);
  ErasedOwner owner{};
  if (!find.next() || !find.blob(0, owner.data(), owner.size())) return {};
  return owner;
}

Suspicions suspicion_of_name(Connection& connection, std::int64_t campaign_id, const DedupeKey& key) {
  const std::vector<Signer> names =
      connection.signers().of_mailbox(connection, campaign_id, mailbox_of(key), limits::kNamesLookedAt);
  return suspicion_of_name(connection, names, key);
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
  const bool accepted = status == SignatureStatus::Confirmed;
  connection.query("UPDATE signature SET status = ?, suspicion = suspicion & ~? WHERE id = ?")
      .bind(static_cast<std::int64_t>(status))
      .bind(std::int64_t{accepted ? kAfterRejection : Suspicions{0}})
      .bind(signature.id)
      .run();
  const bool released =
      signature.counted.status == SignatureStatus::Quarantined && status == SignatureStatus::Confirmed;
  if (!released) drop_mails_of_status(connection, signature.id);
}

}  // namespace undersigned::store::sqlite
