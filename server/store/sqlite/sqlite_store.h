// The Store over one SQLite database. See store.h for what each method does.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/damage_log.h"
#include "server/store/sqlite/open.h"
#include "server/store/sqlite/read_pool.h"
#include "server/store/sqlite/writer.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

class SqliteStore final : public Store {
 public:
  // `first` is the connection that has recovered the log; see first_.
  SqliteStore(SQLite::Database first, const DatabaseFile& file, const Report& report)
      : first_(std::move(first)),
        file_(file),
        report_(report),
        damage_log_(report),
        readers_(file, damage_log_),
        writer_(file, report, damage_log_) {}

  // Loads the signer index now, so that no signer waits for it.
  Status read_signers();

  Status import_campaigns(const std::vector<Campaign>& campaigns, const std::vector<Partner>& partners,
                          const std::vector<PictureVersion>& pictures, const SavedBy& saved) override;
  Result<std::vector<StoredCampaign>> campaigns() override;
  Result<std::vector<Partner>> partners() override;
  Result<std::string> picture(std::string_view file) override;
  Result<std::int64_t> data_version() override;

  Status add_campaign(const Campaign& draft, const SavedBy& saved) override;
  Result<std::vector<VersionHead>> versions(std::string_view campaign, std::optional<std::int64_t> before,
                                            std::size_t rows) override;
  Result<CampaignVersion> version(std::string_view campaign, std::int64_t number) override;
  Result<PublishedCampaign> published(std::string_view campaign) override;
  Result<std::int64_t> save_draft(const NewDraft& draft) override;
  Result<std::int64_t> publish(const Campaign& campaign, const SavedBy& saved, std::int64_t based_on) override;

  void sign(NewSignature signature, SignCallback done) override;
  void confirm(Confirmation confirmation, SignCallback done) override;
  Result<SignatureRecord> request_behind_link(const Confirmation& link) override;
  void send_again(SendAgain request, SignCallback done) override;

  Result<std::vector<WaitingMail>> waiting_mails(std::int64_t now_ms, std::size_t rows) override;
  Status report_mails(const std::vector<MailReport>& reports) override;
  Result<std::uint64_t> mails_in_outbox() override;
  Status sweep_mail(std::int64_t now_ms) override;

  Status can_write() override { return probe(); }
  Status queue_my_code(const MyCodeRequest& request) override;
  Status take_my_code(const MyCodeTry& typed) override;
  Result<OwnSignatures> signatures_of(const OwnSelection& own) override;
  Result<MailboxSignature> signature_with_mailbox(std::int64_t cursor) override;
  Status erase_requests(const OwnSelection& own) override;
  Status set_visibility(const SignatureKey& key, Visibility visibility) override;
  Status withdraw_consent(const SignatureKey& key, std::string_view purpose, std::int64_t now_ms) override;

  Result<Counts> set_status(const SignatureKey& key, SignatureStatus status) override;
  Status erase_personal_data(const SignatureKey& key) override;
  Status set_comment(const SignatureKey& key, CommentState state) override;

  Result<std::map<std::string, Counts>> counts() override;
  Result<std::vector<PublicSigner>> public_signers(std::string_view campaign, std::optional<std::int64_t> before,
                                                   std::size_t rows) override;
  Result<std::vector<HourCount>> confirmed_by_hour(std::string_view campaign, std::int64_t from_hour) override;
  Result<std::vector<PartnerCount>> confirmed_by_partner(std::string_view campaign) override;
  Result<std::vector<SourceCount>> confirmed_by_source(std::string_view campaign) override;
  Result<std::vector<CountryCount>> confirmed_by_country(std::string_view campaign) override;
  Result<std::vector<SignatureRow>> signatures(std::string_view campaign, std::optional<std::int64_t> before,
                                               std::size_t rows) override;
  Result<std::vector<QuarantinedSignature>> quarantined(std::string_view campaign, std::optional<std::int64_t> before,
                                                        std::size_t rows) override;
  Result<Decided> decide_quarantined(const QuarantineChoice& choice, SignatureStatus status,
                                     const DecisionNote& note) override;
  Result<std::vector<SignatureRecord>> signature_records(std::string_view campaign, std::int64_t after,
                                                         std::size_t rows) override;
  Result<RetentionStep> expired(std::int64_t after, std::int64_t now_ms) override;
  Result<RetentionStep> erase_expired(std::int64_t after, std::int64_t now_ms) override;
  Result<std::vector<RecountDifference>> recount() override;

  Status add_user(std::string_view username, std::string_view password_hash, Role role) override;
  Status set_password(std::int64_t user_id, std::string_view password_hash) override;
  Result<std::optional<User>> user_by_name(std::string_view username) override;
  Result<std::optional<User>> user_by_id(std::int64_t user_id) override;
  Result<std::size_t> user_count() override;
  Result<std::vector<User>> users() override;
  Status set_role(std::int64_t user_id, Role role) override;
  Status remove_user(std::int64_t user_id) override;
  Status set_password_link(std::int64_t user_id, const TokenHash& token_hash, std::int64_t expires_ms) override;
  Result<std::optional<User>> user_of_password_link(const TokenHash& token_hash, std::int64_t now_ms) override;
  Status use_password_link(const TokenHash& token_hash, std::int64_t now_ms, std::string_view password_hash) override;
  Status set_two_step(std::int64_t user_id, std::string_view sealed_key, std::int64_t taken,
                      const std::vector<TokenHash>& recovery_codes) override;
  Status clear_two_step(std::int64_t user_id) override;
  Result<bool> two_step_in_use() override;
  Status take_two_step(std::int64_t user_id, std::int64_t step) override;
  Status take_recovery_code(std::int64_t user_id, const TokenHash& code_hash) override;
  Result<std::size_t> recovery_codes(std::int64_t user_id) override;
  Status add_session(const Session& session) override;
  Result<std::optional<Session>> session(const TokenHash& token_hash) override;
  Status touch_session(const TokenHash& token_hash, std::int64_t seen_ms) override;
  Result<std::vector<Session>> sessions_of(std::int64_t user_id) override;
  Status end_session(const TokenHash& token_hash) override;
  Status end_other_sessions(std::int64_t user_id, const TokenHash& kept) override;
  Status end_sessions_before(std::int64_t created_before_ms, std::int64_t seen_before_ms) override;
  Status set_setup_token(const TokenHash& token_hash, std::int64_t expires_ms) override;
  Result<bool> setup_token_valid(const TokenHash& token_hash, std::int64_t now_ms) override;
  Status add_owner(const TokenHash& token_hash, std::int64_t now_ms, std::string_view username,
                   std::string_view password_hash) override;

  Result<AuditRow> add_audit(const AuditEntry& entry, const AuditLink& link) override;
  std::optional<AuditRow> add_audit_with(const AuditEntry& entry, const AuditLink& link,
                                         const std::function<void()>& deed) override;
  Result<std::vector<AuditRow>> audit(std::optional<std::int64_t> before, std::size_t rows) override;
  Result<AuditCheck> verify_audit(const AuditLink& link, const std::optional<AuditChain>& expected) override;
  Status begin_audit(const AuditLink& link) override;

  Result<std::optional<SecretMark>> secret_mark() override;
  Status set_secret_mark(const SecretMark& mark) override;

  StoreStats stats() override;
  Status probe() override;
  Result<Inspection> backup(const std::string& file) override;

 private:
  // For each mailbox its signers that are in memory. Read them before the snapshot begins in which the others are
  // searched (signer_index.h).
  using RecentOfMailboxes = std::vector<std::vector<Signer>>;
  Result<RecentOfMailboxes> recent_signers(const OwnMailboxes& mailboxes);

  Status sweep_void_requests();
  // Erases in the databases set aside, too. If that fails, the erasure stands and the report says so.
  void erase_aside(const std::vector<SignatureKey>& keys);
  void report_unreadable(std::string_view what, const std::string& slug);

  // The buckets of a text series (partner, country, source) with their confirmed signatures, largest first.
  template <class Count>
  Result<std::vector<Count>> largest_first(std::string_view campaign, Series series);

  // Kept open and not used again: while a connection is open, nobody recovers the log. The log may hold a commit whose
  // sync failed. Its signers were told so, and the next commit overwrites it.
  const SQLite::Database first_;
  const DatabaseFile file_;
  const Report report_;
  DamageLog damage_log_;
  ReadPool readers_;
  std::atomic<std::uint64_t> erased_{0};  // by the retention clock
  Writer writer_;
};

// Changes data_version(). Call it in the transaction that changes the data.
void bump_revision(Connection& connection);

}  // namespace undersigned::store::sqlite
