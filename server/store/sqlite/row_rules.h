// What a row may hold: the one judgement of whether it is damaged, for `doctor --deep`, lists, exports and mails.
//
// A rule asks for less than the check of a form: a later version may check forms differently, and what an earlier one
// stored is not damaged. In general:
// - text is valid UTF-8 within its limit (limits.h), without control characters; one-line fields without line breaks;
// - times are from 1970 to the year 9999, the last that has four digits. A server whose clock is wrong writes both;
// - enums, countries and bits exist, keys have their length, numbers are far from overflowing;
// - every value has its column's type. SQLite refuses others, but a changed file may hold them.
//
// Pure but for what the query reads, used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/counters.h"
#include "server/store/store.h"
#include "server/suspicion.h"

namespace undersigned::store::sqlite {

inline constexpr std::size_t kKeyBytes = 16;  // of a signer, a mailbox
inline constexpr std::size_t kHashBytes = 32;
inline constexpr std::int64_t kTimeMsMax = 253'402'300'799'999;  // the end of the year 9999

constexpr bool is_time(std::int64_t time_ms) {
  return time_ms >= 0 && time_ms <= kTimeMsMax;
}

// Letters, digits, hyphens and underscores: what public ids, languages and ids in campaign files consist of.
bool is_plain_id(std::string_view text);

// A signature with its personal record. A query selects exactly kSignatureColumns, in this order, FROM signature LEFT
// JOIN person; further columns may follow.
enum SignatureColumn : int {
  kColumnId,
  kColumnPublicId,
  kColumnStatus,
  kColumnKind,
  kColumnVisibility,
  kColumnCommentHidden,
  kColumnSuspicion,
  kColumnTime,
  kColumnDedupeKey,
  kColumnIdempotencyKey,
  kColumnPartner,
  kColumnCountry,
  kColumnTextVersion,
  kColumnLocale,
  kColumnOrigin,
  kColumnPage,
  kColumnUtmSource,
  kColumnUtmMedium,
  kColumnUtmCampaign,
  kColumnPerson,  // NULL: erased
  kColumnName,
  kColumnOrganization,
  kColumnRole,
  kColumnEmail,
  kColumnPostcode,
  kColumnPhone,
  kColumnComment,
  kSignatureColumnCount
};
extern const char kSignatureColumns[];

// What lists and records show of it. Its views are valid until Query::next().
struct StoredSignature {
  std::int64_t id = 0;
  std::string_view public_id;
  SignatureStatus status = SignatureStatus::Pending;
  SignatureKind kind = SignatureKind::Person;
  Visibility visibility = Visibility::Hidden;
  CommentState comment_state = CommentState::Shown;
  Suspicions suspicions = 0;
  std::int64_t time_ms = 0;
  std::string_view partner;
  std::string_view country;
  std::string_view text_version;
  std::string_view locale;
  std::string_view origin;
  std::string_view page;
  std::string_view utm_source;
  std::string_view utm_medium;
  std::string_view utm_campaign;
  bool erased = false;  // the others are empty
  std::string_view name;
  std::string_view organization;
  std::string_view role;
  std::string_view email;
  std::string_view postcode;
  std::string_view phone;
  std::string_view comment;
};

// Which of its rows is damaged. Then `found` is incomplete.
enum class Damage : std::uint8_t { None, Signature, Person };
Damage read_signature(const Query& row, StoredSignature& found);

// Nothing if a row of it is damaged, which is noted.
std::optional<StoredSignature> sound_signature(Connection& connection, const Query& row);

// The others read columns in the order that is given, from column 0 or `first` on.

// purpose, text_version, time_ms, withdrawn_ms
bool is_consent(const Query& row);

// kind, issue, due_ms, attempts, locale, urgent, order_ms, signature_id, my_code_id, mailbox, line, asked
bool is_mail(const Query& row);

// issue, attempts_left, sent_ms, issued_ms, mailed_ms
bool is_confirmation(const Query& row, int first = 0);

// issue, attempts_left, sent_ms, ticket, mailbox
bool is_my_code(const Query& row);

// mails, next_ms, line, day, mailbox
bool is_mail_count(const Query& row);

// attempts, day, mailbox
bool is_code_attempts(const Query& row);

// series, bucket, signatures
bool is_counter(const Query& row);

// id, username, password_hash, role, totp_sealed, totp_step
bool is_user(const Query& row);

// token_hash, user_id, created_ms, seen_ms
bool is_session(const Query& row);

// signature_id, public_id, kind, time_ms, detail
bool is_removal(const Query& row);

// chain, actor, action, subject, time_ms
bool is_audit_entry(const Query& row);

// number, kind, author, time_ms, document.
bool is_campaign_version(const Query& row);

// A bucket of a series that counts texts.
bool is_bucket(Series series, std::optional<std::string_view> text);

// A WebP, JPEG or PNG picture as its file's name says, from its first byte to its last.
bool is_picture(std::string_view file, std::string_view bytes);

}  // namespace undersigned::store::sqlite
