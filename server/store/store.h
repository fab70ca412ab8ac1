// What the server keeps, and the only way to it. Implementations own their SQL: sqlite/ here, another database later.
//
// Thread-safety: every method may be called from any thread. sign(), confirm() and send_again() go through one writer
// thread that commits in groups; they never wait, their callback is called once, on the writer's thread, after the
// commit is on disk or has failed; where the answer is Busy, on the caller's, before they return. They take as long
// whatever comes of them (sqlite/even_work.h). Callbacks must be short and must not call the store. Every other write
// waits for its turn behind what is queued. Errors: StorageFailed when the database could not do it, Busy when the
// queue or the pool of readers is full or another process holds the database. Either way the same call may be made
// again, and nothing was written; only where a sync failed and the process then ended may it be found, whole, by the
// next one. After the store began to close, they answer Busy. Numbers of the enums are what the database holds: never
// renumber, only add.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/store/audit.h"
#include "server/store/inspection.h"
#include "server/store/stats.h"
#include "shared/campaign/campaign.h"
#include "shared/result.h"
#include "shared/signature/signature.h"

namespace undersigned::store {

// One signer of one campaign (server/auth/dedupe_key.h makes it). The first kMailboxBytes name the mailbox within the
// campaign, the others the name: so one mailbox's signatures lie side by side in the index of all signers.
using DedupeKey = std::array<std::uint8_t, 16>;
inline constexpr std::size_t kMailboxBytes = 10;
using CampaignMailbox = std::array<std::uint8_t, kMailboxBytes>;

// One mailbox whatever the campaign: for what is counted or asked across campaigns. Kept for a day at most, so that
// nothing in the database tells that two signatures whose details were erased were one person's.
using MailboxKey = std::array<std::uint8_t, 16>;

// Quarantined: something about it is suspicious, and an organizer decides. It does not count until then.
enum class SignatureStatus : std::uint8_t { Pending, Confirmed, Withdrawn, Invalid, Quarantined };

// What is suspicious about a signature, each a bit of NewSignature::suspicion. The bits are kept in the database.
enum class Suspicion : std::uint8_t {
  Honeypot = 1,     // the field that people leave empty was filled in
  TooFast = 2,      // sent sooner after the form was shown than people type
  BlockedMail = 4,  // a mail domain on the operator's list
  Unsolved = 8,     // from an address with very many signatures, without the challenge solved
};
using Suspicions = std::uint8_t;

// Where a signature came from; every text within limits.h, empty where unknown.
struct SignatureSource {
  std::string partner;  // a partner's id; empty: this server's own page
  std::string origin;
  std::string page;  // without query or fragment
  std::string utm_source;
  std::string utm_medium;
  std::string utm_campaign;
};

struct NewSignature {
  std::string campaign;   // slug
  std::string public_id;  // 128 random bits in base32
  DedupeKey dedupe_key{};
  std::string idempotency_key;
  CheckedSignature signature;
  SignatureSource source;
  std::string locale;
  // Pending: the mailbox is asked to confirm, by a mail that is queued in the same transaction.
  SignatureStatus status = SignatureStatus::Confirmed;
  MailboxKey mailbox{};      // whose mails are counted; needed for Pending only
  std::int64_t time_ms = 0;  // UTC since 1970
  // Not 0: where it would be confirmed, at once or by its mail, it is quarantined.
  Suspicions suspicion = 0;
};

struct Counts {
  std::uint64_t pending = 0;
  std::uint64_t confirmed = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t quarantined = 0;
};

// AlreadyThere: no signature was written. This signer is on the list, or this is a late retry of a signature now
// withdrawn, or the mailbox has limits::kNamesPerMailboxMax names in the campaign, none of them left unconfirmed for
// longer than its code worked. For a Pending one the mailbox is written to all the same (MailKind says what), as often
// as it may be; only not for the late retry.
enum class SignOutcome : std::uint8_t { Stored, AlreadyThere };

struct Signed {
  SignOutcome outcome = SignOutcome::Stored;
  Counts counts;  // of the campaign, as of this signature's commit
  // Which commit that was: one number for everyone in it, another for every other commit of this process.
  std::uint64_t group = 0;
};

using SignCallback = std::function<void(const Result<Signed>&)>;

// Names one signature. Both parts are needed, so that counting upwards finds nothing.
struct SignatureKey {
  std::int64_t cursor = 0;  // SignatureRow::cursor
  std::string public_id;
};

// Which code or link of a mail is the right one: the newest. Never stored itself: made from these under a key of the
// server's secret (server/mail/code.h), so that the database opens nothing.
struct CodeIssue {
  std::string subject;      // a signature's public id; of MyCode the mailbox key, in hexadecimal
  std::int64_t number = 0;  // from 1, rising; comes once for a subject
};

// Whether what somebody brought is the code or the link of this issue. Called on the writer's thread: short, and no
// call of the store.
using CodeCheck = std::function<bool(const CodeIssue&)>;

// A code typed for a signature that is named by its signer, or a link's token that names it by its number. Codes work
// for limits::kMailCodeMs and take limits::kMailCodeAttemptsMax attempts, links work for limits::kMailLinkMs.
struct Confirmation {
  std::string campaign;     // slug
  DedupeKey dedupe_key{};   // of a code
  std::int64_t cursor = 0;  // of a link: SignatureRow::cursor; 0 for a code
  CodeCheck is_right;
  std::int64_t now_ms = 0;
};

// The numbers are kept in the database. Confirm: code and link. AlreadySigned: for a signer who is on the list.
// Confirmed: thanks, and how to withdraw. MyCode: the code that opens /my.
enum class MailKind : std::uint8_t { Confirm = 0, AlreadySigned = 1, Confirmed = 2, MyCode = 3 };

// A mail that waits in the outbox. It holds no personal data of its own: the address is read from the signer's record,
// and what waits for a record that was erased is dropped.
struct WaitingMail {
  std::int64_t id = 0;
  MailKind kind = MailKind::Confirm;
  std::string campaign;     // slug
  std::int64_t cursor = 0;  // of the signature whose mailbox it goes to
  std::string email;
  std::string locale;
  CodeIssue issue;   // for Confirm and MyCode
  int attempts = 0;  // that failed so far
};

// What became of it. Sent and GivenUp take it out of the outbox.
enum class MailOutcome : std::uint8_t { Sent, GivenUp, TryLater };

struct MailReport {
  std::int64_t id = 0;
  MailOutcome outcome = MailOutcome::Sent;
  std::int64_t due_ms = 0;  // of TryLater: when to try again
};

// Whose signatures /my shows: a mailbox, as each campaign knows it.
using OwnMailboxes = std::vector<std::pair<std::string, CampaignMailbox>>;  // campaign's slug

// Everything that is kept of one signature: for the person who gave it, and for an export.
struct SignatureRecord {
  SignatureKey key;
  std::string campaign;  // slug
  SignatureStatus status = SignatureStatus::Confirmed;
  CheckedSignature signature;  // texts empty once erased
  std::int64_t time_ms = 0;
  std::string locale;
  SignatureSource source;
  bool erased = false;
};

struct StoredCampaign {
  Campaign campaign;
  std::string text_version;
};

struct PublicSigner {
  std::string name;  // initials where the signer chose so
  std::string organization;
  std::string country;
  std::string comment;
  std::int64_t time_ms = 0;
};

struct HourCount {
  std::int64_t hour = 0;  // hours since 1970, UTC
  std::uint64_t confirmed = 0;
};

struct PartnerCount {
  std::string partner;  // empty: this server's own page
  std::uint64_t confirmed = 0;
};

struct SourceCount {
  std::string source;  // utm_source: "whatsapp", "newsletter"; empty: none given
  std::uint64_t confirmed = 0;
};

struct CountryCount {
  std::string country;  // ISO 3166-1 alpha-2; empty: not given
  std::uint64_t confirmed = 0;
};

// A row of the organizer's table, newest first.
struct SignatureRow {
  std::int64_t cursor = 0;  // pass as `before` to go on behind this row
  std::string public_id;
  std::int64_t time_ms = 0;
  std::string name;
  std::string organization;
  std::string country;
  std::string postcode;
  std::string partner;
  SignatureStatus status = SignatureStatus::Confirmed;
  Visibility visibility = Visibility::Hidden;
  std::string comment;
};

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

// What is kept of a campaign for longer than it may be, or was until it was erased just now.
struct Expired {
  std::uint64_t personal_records = 0;  // older than Campaign::retention_months
  std::uint64_t unconfirmed = 0;       // pending ones that nobody confirmed within limits::kPendingKeptDays
  std::uint64_t dedupe_keys = 0;       // of erased signers, where the campaign has ended
};

// One step of a walk through all signatures.
struct RetentionStep {
  std::int64_t next = 0;  // pass as `after` for the next step; 0: that was the last
  std::map<std::string, Expired> campaigns;
};

enum class Role : std::uint8_t { Owner, Organizer, Viewer };

struct User {
  std::int64_t id = 0;
  std::string username;
  std::string password_hash;  // argon2id, PHC string; empty: none chosen yet
  Role role = Role::Viewer;
  std::string two_step_key;         // sealed (auth/two_step.h); empty: two-step sign-in is off
  std::int64_t two_step_taken = 0;  // the newest time step that a code was taken of
};

// Sessions are kept by the hash of their token, never by the token.
using TokenHash = std::array<std::uint8_t, 32>;

struct Session {
  TokenHash token_hash{};
  std::int64_t user_id = 0;
  std::int64_t created_ms = 0;
  std::int64_t seen_ms = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  // Campaigns and partners. import_campaigns() adds or replaces by slug and id, in one transaction.
  virtual Status import_campaigns(const std::vector<Campaign>& campaigns, const std::vector<Partner>& partners) = 0;
  virtual Result<std::vector<StoredCampaign>> campaigns() = 0;
  virtual Result<std::vector<Partner>> partners() = 0;

  // A number that changes when campaigns, partners or counts were changed by anything but sign() and confirm(), in
  // this process or another: what was read of them before is then to be read again.
  virtual Result<std::int64_t> data_version() = 0;

  // Signing. See the head of this file. A second signature with the same dedupe key changes nothing, with two
  // exceptions. Where the first was withdrawn and the idempotency key differs, that is a person who signs anew. Where
  // the first is still pending, it takes what was typed last, and its code stays the right one; if the second asks for
  // no confirmation, it counts, and is Stored. UnknownCampaign if there is none of that slug.
  virtual void sign(NewSignature signature, SignCallback done) = 0;

  // Confirms a pending signature by its mail, in the writer's groups and with a callback as sign(). WrongCode on
  // Field::Code whatever the reason: no such signature, none pending, wrong, too late, too many attempts. A wrong code
  // is counted as an attempt before the callback tells. Confirming what that very code or link has confirmed already is
  // no error: AlreadyThere. UnknownCampaign as above.
  virtual void confirm(Confirmation confirmation, SignCallback done) = 0;

  // Queues the mail again that the signer's state asks for (none for a withdrawn signature), if there is such a signer
  // and it is not too soon or too often (limits::kMailAgainMs, kMailsPerMailboxMax). In the writer's groups; the
  // callback is told the same in every case, and the disk is synced in every case.
  virtual void send_again(std::string campaign, const DedupeKey& key, const MailboxKey& mailbox, std::int64_t now_ms,
                          SignCallback done) = 0;

  // The outbox. waiting_mails() are due ones, the longest due first.
  virtual Result<std::vector<WaitingMail>> waiting_mails(std::int64_t now_ms, std::size_t rows) = 0;
  virtual Status report_mails(const std::vector<MailReport>& reports) = 0;
  virtual Result<std::uint64_t> mails_in_outbox() = 0;  // due or not

  // /my. queue_my_code() writes to the newest signature's mailbox, where there is any whose details are still there.
  // take_my_code() is right at most once for an issue; WrongCode otherwise, attempts limited as for signatures.
  // signatures_of() has the newest first, the erased ones too.
  virtual Status queue_my_code(const OwnMailboxes& mailboxes, const MailboxKey& mailbox, std::string_view locale,
                               std::int64_t now_ms) = 0;
  virtual Status take_my_code(const MailboxKey& mailbox, const CodeCheck& is_right, std::int64_t now_ms) = 0;
  virtual Result<std::vector<SignatureRecord>> signatures_of(const OwnMailboxes& mailboxes) = 0;
  virtual Status set_visibility(const SignatureKey& key, Visibility visibility) = 0;

  // Forgets codes that have run out, counts of mails of days gone by.
  virtual Status sweep_mail(std::int64_t now_ms) = 0;

  // Confirms, withdraws, releases or rules out one signature and gives the campaign's counts after it. NotFound if
  // there is none; if its signer has withdrawn it, which is not for others to change; or if one that was ruled out is
  // to be withdrawn.
  virtual Result<Counts> set_status(const SignatureKey& key, SignatureStatus status) = 0;

  // Erases name, organization, role, e-mail, postcode, phone and comment. The signature stays counted, and the signer
  // stays known by the dedupe key. NotFound if there is no such signature; erasing twice is no error.
  virtual Status erase_personal_data(const SignatureKey& key) = 0;

  // Reading counts and rows. counts() has every campaign by its slug. recent_signers() are confirmed ones who chose to
  // be shown, newest first; an organization is shown by its name, its representative by theirs or by initials.
  virtual Result<std::map<std::string, Counts>> counts() = 0;
  virtual Result<std::vector<PublicSigner>> recent_signers(std::string_view campaign, std::size_t rows) = 0;
  virtual Result<std::vector<HourCount>> confirmed_by_hour(std::string_view campaign, std::int64_t from_hour) = 0;
  virtual Result<std::vector<PartnerCount>> confirmed_by_partner(std::string_view campaign) = 0;
  virtual Result<std::vector<SourceCount>> confirmed_by_source(std::string_view campaign) = 0;
  virtual Result<std::vector<CountryCount>> confirmed_by_country(std::string_view campaign) = 0;
  virtual Result<std::vector<SignatureRow>> signatures(std::string_view campaign, std::optional<std::int64_t> before,
                                                       std::size_t rows) = 0;

  // What waits for a decision, newest first.
  virtual Result<std::vector<QuarantinedSignature>> quarantined(std::string_view campaign,
                                                                std::optional<std::int64_t> before,
                                                                std::size_t rows) = 0;

  // Releases (Confirmed) or rules out (Invalid) what still waits of the choice, in one transaction of at most
  // limits::kQuarantineStepRows: while it decides that many, there may be more. UnknownCampaign if there is none of
  // that slug.
  virtual Result<Decided> decide_quarantined(const QuarantineChoice& choice, SignatureStatus status) = 0;

  // Whole records in the order they came, from behind the cursor `after` (0: from the first), whatever their status. At
  // most limits::kExportPageRows: an export goes from page to page and holds no snapshot between them, so that it sees
  // every signature that was there all along once, and others as they are when it passes.
  virtual Result<std::vector<SignatureRecord>> signature_records(std::string_view campaign, std::int64_t after,
                                                                 std::size_t rows) = 0;

  // The retention clock (Campaign::retention_months says what it does). expired() says what is due among the next
  // limits::kRetentionStepRows signatures behind the cursor `after` (0: from the first); erase_expired() erases it, and
  // says what it has erased, also where a later part of the step failed: then `next` is where to go on.
  virtual Result<RetentionStep> expired(std::int64_t after, std::int64_t now_ms) = 0;
  virtual Result<RetentionStep> erase_expired(std::int64_t after, std::int64_t now_ms) = 0;

  // Folds the rows anew, repairs every counter that differs, and says which did.
  virtual Result<std::vector<RecountDifference>> recount() = 0;

  // Accounts. add_user() gives Duplicate for a name that is taken.
  virtual Status add_user(std::string_view username, std::string_view password_hash, Role role) = 0;
  virtual Status set_password(std::int64_t user_id, std::string_view password_hash) = 0;  // ends the user's sessions
  virtual Result<std::optional<User>> user_by_name(std::string_view username) = 0;
  virtual Result<std::optional<User>> user_by_id(std::int64_t user_id) = 0;
  virtual Result<std::size_t> user_count() = 0;
  virtual Result<std::vector<User>> users() = 0;  // by name

  // NotFound. Forbidden where nobody would be left who is an owner and has a password. remove_user() ends the sessions.
  virtual Status set_role(std::int64_t user_id, Role role) = 0;
  virtual Status remove_user(std::int64_t user_id) = 0;

  // The one-time link with which somebody chooses a password: one for a user, the newest. use_password_link() sets the
  // password as set_password() does, or gives BadToken for a link that is no longer valid.
  virtual Status set_password_link(std::int64_t user_id, const TokenHash& token_hash, std::int64_t expires_ms) = 0;
  virtual Result<std::optional<User>> user_of_password_link(const TokenHash& token_hash, std::int64_t now_ms) = 0;
  virtual Status use_password_link(const TokenHash& token_hash, std::int64_t now_ms,
                                   std::string_view password_hash) = 0;

  // Two-step sign-in. The codes' hashes take the place of those there were. take_two_step() and take_recovery_code()
  // take what nobody has taken before, and give WrongCode otherwise: a step no later than one that was taken, an
  // unknown hash.
  virtual Status set_two_step(std::int64_t user_id, std::string_view sealed_key, std::int64_t taken,
                              const std::vector<TokenHash>& recovery_codes) = 0;
  virtual Status clear_two_step(std::int64_t user_id) = 0;
  virtual Result<bool> two_step_in_use() = 0;  // by anybody
  virtual Status take_two_step(std::int64_t user_id, std::int64_t step) = 0;
  virtual Status take_recovery_code(std::int64_t user_id, const TokenHash& code_hash) = 0;
  virtual Result<std::size_t> recovery_codes(std::int64_t user_id) = 0;  // that are left

  virtual Status add_session(const Session& session) = 0;
  virtual Result<std::optional<Session>> session(const TokenHash& token_hash) = 0;
  virtual Status touch_session(const TokenHash& token_hash, std::int64_t seen_ms) = 0;
  virtual Result<std::vector<Session>> sessions_of(std::int64_t user_id) = 0;  // the newest first
  virtual Status end_session(const TokenHash& token_hash) = 0;
  virtual Status end_other_sessions(std::int64_t user_id, const TokenHash& kept) = 0;
  virtual Status end_sessions_before(std::int64_t created_before_ms, std::int64_t seen_before_ms) = 0;

  // The one-time link that makes the owner's account: at most one is valid. add_owner() uses it up and adds the account
  // in one transaction, or does neither: BadToken for a link that is no longer valid, Duplicate for a name that is
  // taken.
  virtual Status set_setup_token(const TokenHash& token_hash, std::int64_t expires_ms) = 0;
  virtual Result<bool> setup_token_valid(const TokenHash& token_hash, std::int64_t now_ms) = 0;
  virtual Status add_owner(const TokenHash& token_hash, std::int64_t now_ms, std::string_view username,
                           std::string_view password_hash) = 0;

  // The audit log (audit.h). audit() has the newest first, those before the entry `before`. verify_audit() reads all.
  virtual Result<AuditRow> add_audit(const AuditEntry& entry, const AuditLink& link) = 0;
  virtual Result<std::vector<AuditRow>> audit(std::optional<std::int64_t> before, std::size_t rows) = 0;
  virtual Result<AuditCheck> verify_audit(const AuditLink& link) = 0;

  // The mark of the secret that the database is written with; nothing before it was set.
  virtual Result<std::optional<SecretMark>> secret_mark() = 0;
  virtual Status set_secret_mark(const SecretMark& mark) = 0;

  // How it is doing; and a write that changes nothing of what is kept, to see whether writing works.
  virtual StoreStats stats() = 0;
  virtual Status probe() = 0;

  // A consistent copy of the whole database into a new file, while signing goes on, and what a look at the copy found:
  // it is whole. The file must not exist.
  virtual Result<Inspection> backup(const std::string& file) = 0;
};

}  // namespace undersigned::store
