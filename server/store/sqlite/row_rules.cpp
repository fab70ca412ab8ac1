#include "server/store/sqlite/row_rules.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

#include "server/limits.h"
#include "server/store/sqlite/mail_slots.h"
#include "server/store/sqlite/stored_values.h"
#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/country.h"
#include "shared/text/plain_text.h"
#include "shared/text/utf8.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kHourMs = std::int64_t{60} * 60 * 1000;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr auto kMailQueueMax = static_cast<std::int64_t>(MailQueue::MyFirst);
constexpr std::int64_t kIdMax = std::int64_t{1} << 53;
constexpr std::int64_t kTriesMax = 1'000'000;  // of anything that is tried a few times or counted by the day
constexpr std::int64_t kCountMax = 1'000'000'000'000;
constexpr std::size_t kIdBytesMax = 64;
constexpr std::size_t kPasswordHashBytesMax = 512;
constexpr std::size_t kSealedBytesMax = 1024;
constexpr std::size_t kAuditSubjectBytesMax = 1024;

using Text = std::optional<std::string_view>;

bool is_between(std::optional<std::int64_t> number, std::int64_t min, std::int64_t max) {
  return number && *number >= min && *number <= max;
}

bool is_time_in(const Query& row, int column) {
  return is_between(row.whole(column), 0, kTimeMsMax);
}

template <class Enum>
bool is_enum(const Query& row, int column) {
  const std::optional<std::int64_t> number = row.whole(column);
  return number && enum_of<Enum>(*number);
}

bool is_text(const Text& text, std::size_t bytes_max, Lines lines) {
  if (!text || text->size() > bytes_max) return false;
  for (std::string_view rest = *text; !rest.empty();) {
    const auto byte = static_cast<unsigned char>(rest.front());
    if (byte < 0x80) {
      const bool breaks = byte == '\n' || byte == '\r' || byte == '\t';
      if (byte == 0x7F || (byte < 0x20 && (lines == Lines::One || !breaks))) return false;
      rest.remove_prefix(1);
      continue;
    }
    const Utf8Char next = decode_utf8(rest);
    if (next.bytes == 0 || next.code < 0xA0 || (lines == Lines::One && char_kind(next.code) == CharKind::LineBreak))
      return false;
    rest.remove_prefix(next.bytes);
  }
  return true;
}

bool is_line(const Query& row, int column, std::size_t chars_max) {
  return is_text(row.text_view(column), chars_max * limits::kUtf8BytesPerChar, Lines::One);
}

bool is_named_line(const Query& row, int column, std::size_t chars_max) {
  return is_line(row, column, chars_max) && !row.text_view(column)->empty();
}

// ASCII without blanks; may be empty.
bool is_word(const Text& text, std::size_t bytes_max) {
  return text && text->size() <= bytes_max &&
         std::all_of(text->begin(), text->end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

bool is_word(const Query& row, int column, std::size_t bytes_max) {
  return is_word(row.text_view(column), bytes_max);
}

bool is_id_text(const Text& text) {
  return text && is_plain_id(*text);
}

bool is_id(const Query& row, int column) {
  return is_id_text(row.text_view(column));
}

bool is_empty_or_id(const Text& text) {
  return text && (text->empty() || is_plain_id(*text));
}

bool is_language_tag(const Text& text) {
  return is_id_text(text) && text->size() <= limits::kLocaleBytesMax;
}

bool is_country_or_none(const Text& text) {
  return text && (text->empty() || is_country(*text));
}

bool is_address(const Text& text) {
  if (!is_word(text, limits::kEmailBytesMax)) return false;
  const std::size_t at = text->rfind('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text->size();
}

bool is_key(const Query& row, int column) {
  return row.blob_bytes(column) == kKeyBytes;
}

// These read a column once, for the judgement and for whoever shows it. False if it is damaged.
bool read(const Query& row, int column, std::int64_t min, std::int64_t max, std::int64_t& out) {
  const std::optional<std::int64_t> number = row.whole(column);
  out = number.value_or(0);
  return is_between(number, min, max);
}

template <class Enum>
bool read(const Query& row, int column, Enum& out) {
  const std::optional<Enum> value = enum_of<Enum>(row.whole(column).value_or(-1));
  if (value) out = *value;
  return value.has_value();
}

template <class Rule>
bool read(const Query& row, int column, std::string_view& out, const Rule& is_right) {
  const Text text = row.text_view(column);
  if (text) out = *text;
  return text && is_right(text);
}

bool read_word(const Query& row, int column, std::size_t bytes_max, std::string_view& out) {
  return read(row, column, out, [bytes_max](const Text& text) { return is_word(text, bytes_max); });
}

bool read_line(const Query& row, int column, std::size_t chars_max, std::string_view& out) {
  const std::size_t bytes_max = chars_max * limits::kUtf8BytesPerChar;
  return read(row, column, out, [bytes_max](const Text& text) { return is_text(text, bytes_max, Lines::One); });
}

bool read_source(const Query& row, StoredSignature& found) {
  return read_word(row, kColumnPartner, limits::kPartnerBytesMax, found.partner) &&
         read_word(row, kColumnOrigin, limits::kOriginBytesMax, found.origin) &&
         read_word(row, kColumnPage, limits::kUrlBytesMax, found.page) &&
         read_word(row, kColumnUtmSource, limits::kUtmBytesMax, found.utm_source) &&
         read_word(row, kColumnUtmMedium, limits::kUtmBytesMax, found.utm_medium) &&
         read_word(row, kColumnUtmCampaign, limits::kUtmBytesMax, found.utm_campaign);
}

bool read_signature_row(const Query& row, StoredSignature& found) {
  const std::optional<Suspicions> suspicions = suspicions_of(row.whole(kColumnSuspicion).value_or(-1));
  found.suspicions = suspicions.value_or(0);
  return suspicions && read(row, kColumnId, 1, kIdMax, found.id) &&
         read(row, kColumnPublicId, found.public_id, is_id_text) && read(row, kColumnStatus, found.status) &&
         read(row, kColumnKind, found.kind) && read(row, kColumnVisibility, found.visibility) &&
         read(row, kColumnCommentHidden, found.comment_state) && read(row, kColumnTime, 0, kTimeMsMax, found.time_ms) &&
         is_key(row, kColumnDedupeKey) && is_empty_or_id(row.text_view(kColumnIdempotencyKey)) &&
         read(row, kColumnCountry, found.country, is_country_or_none) &&
         read(row, kColumnTextVersion, found.text_version, is_empty_or_id) &&
         read(row, kColumnLocale, found.locale, is_language_tag) && read_source(row, found);
}

bool read_person_row(const Query& row, StoredSignature& found) {
  const auto is_comment = [](const Text& text) {
    return is_text(text, limits::kCommentCharsMax * limits::kUtf8BytesPerChar, Lines::Many);
  };
  return read_line(row, kColumnName, limits::kNameCharsMax, found.name) && !found.name.empty() &&
         read_line(row, kColumnOrganization, limits::kOrganizationCharsMax, found.organization) &&
         read_line(row, kColumnRole, limits::kRoleCharsMax, found.role) &&
         read(row, kColumnEmail, found.email, is_address) &&
         read_line(row, kColumnPostcode, limits::kPostcodeCharsMax, found.postcode) &&
         read_line(row, kColumnPhone, limits::kPhoneCharsMax, found.phone) &&
         read(row, kColumnComment, found.comment, is_comment);
}

// A placeholder has no reader, and may have no language.
bool has_recipient(const Query& row, MailKind kind) {
  const bool unread = kind == MailKind::Placeholder;
  if (row.is_null(7) != unread || (kind == MailKind::MyCode && row.is_null(8))) return false;
  const Text locale = row.text_view(4);
  return is_language_tag(locale) || (unread && locale && locale->empty());
}

std::uint32_t little_endian(std::string_view four) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;) number = number << 8U | static_cast<unsigned char>(four[i]);
  return number;
}

bool is_webp(std::string_view bytes) {
  return bytes.size() > 20 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP" &&
         little_endian(bytes.substr(4, 4)) == bytes.size() - 8;
}

bool is_jpeg(std::string_view bytes) {
  return bytes.size() > 20 && bytes.starts_with("\xFF\xD8\xFF") && bytes.ends_with("\xFF\xD9");
}

bool is_png(std::string_view bytes) {
  return bytes.size() > 45 && bytes.starts_with("\x89PNG\r\n\x1A\n") && bytes.ends_with("IEND\xAE\x42\x60\x82");
}

}  // namespace

const char kSignatureColumns[] =
    "signature.id, signature.public_id, signature.status, signature.kind, signature.visibility,"
    " signature.comment_hidden, signature.suspicion, signature.time_ms, signature.dedupe_key,"
    " signature.idempotency_key, signature.partner, signature.country, signature.text_version, signature.locale,"
    " signature.origin, signature.page, signature.utm_source, signature.utm_medium, signature.utm_campaign,"
    " person.signature_id, person.name, person.organization, person.role, person.email, person.postcode,"
    " person.phone, person.comment";

bool is_plain_id(std::string_view text) {
  const auto plain = [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; };
  return !text.empty() && text.size() <= kIdBytesMax && std::all_of(text.begin(), text.end(), plain);
}

Damage read_signature(const Query& row, StoredSignature& found) {
  if (!read_signature_row(row, found)) return Damage::Signature;
  found.erased = row.is_null(kColumnPerson);
  return found.erased || read_person_row(row, found) ? Damage::None : Damage::Person;
}

std::optional<StoredSignature> sound_signature(Connection& connection, const Query& row) {
  StoredSignature found;
  const Damage damage = read_signature(row, found);
  if (damage == Damage::None) return found;
  connection.damaged().add(damage == Damage::Person ? "person" : "signature", row.integer(kColumnId));
  return {};
}

bool is_consent(const Query& row) {
  return is_id(row, 0) && is_empty_or_id(row.text_view(1)) && is_time_in(row, 2) &&
         (row.is_null(3) || is_time_in(row, 3));
}

bool is_mail(const Query& row) {
  const std::optional<MailKind> kind = enum_of<MailKind>(row.whole(0).value_or(-1));
  const bool waits = row.is_null(9) || (is_key(row, 9) && is_between(row.whole(10), 0, kMailQueueMax) &&
                                        is_between(row.whole(11), 0, std::numeric_limits<int>::max()));
  return kind && has_recipient(row, *kind) && waits && is_time_in(row, 1) && is_time_in(row, 2) &&
         is_between(row.whole(3), 0, kTriesMax) && is_between(row.whole(5), 0, 1) && is_time_in(row, 6);
}

bool is_confirmation(const Query& row, int first) {
  return is_time_in(row, first) && is_between(row.whole(first + 1), 0, kTriesMax) && is_time_in(row, first + 2) &&
         is_time_in(row, first + 3) && is_time_in(row, first + 4);
}

bool is_my_code(const Query& row) {
  return is_time_in(row, 0) && is_between(row.whole(1), 0, kTriesMax) && is_time_in(row, 2) &&
         is_empty_or_id(row.text_view(3)) && is_key(row, 4);
}

// The slots of a day end within the next.
bool is_mail_count(const Query& row) {
  const std::optional<std::int64_t> day = row.whole(3);
  return is_between(row.whole(0), 0, kTriesMax) && is_between(day, 0, kTimeMsMax / kDayMs) &&
         is_between(row.whole(1), 0, (*day + 2) * kDayMs) && is_between(row.whole(2), 0, kMailQueueMax) &&
         is_key(row, 4);
}

bool is_code_attempts(const Query& row) {
  return is_between(row.whole(0), 0, kTriesMax) && is_between(row.whole(1), 0, kTimeMsMax / kDayMs) && is_key(row, 2);
}

bool is_bucket(Series series, std::optional<std::string_view> text) {
  switch (series) {
    case Series::Partner:
      return is_word(text, limits::kPartnerBytesMax);
    case Series::Country:
      return is_country_or_none(text);
    case Series::Source:
      return is_word(text, limits::kUtmBytesMax);
    case Series::Status:
    case Series::Hour:
      return false;
  }
  return false;
}

bool is_counter(const Query& row) {
  const std::optional<Series> series = enum_of<Series>(row.whole(0).value_or(-1));
  if (!series || !is_between(row.whole(2), -kCountMax, kCountMax)) return false;
  if (*series == Series::Status) return is_enum<SignatureStatus>(row, 1);
  if (*series == Series::Hour) return is_between(row.whole(1), 0, kTimeMsMax / kHourMs);
  return is_bucket(*series, row.text_view(1));
}

bool is_user(const Query& row) {
  const std::optional<std::size_t> sealed = row.blob_bytes(4);
  return is_between(row.whole(0), 1, kIdMax) && is_named_line(row, 1, limits::kUsernameBytesMax) &&
         is_word(row, 2, kPasswordHashBytesMax) && is_enum<Role>(row, 3) &&
         (row.is_null(4) || (sealed && *sealed <= kSealedBytesMax)) && is_time_in(row, 5);
}

bool is_session(const Query& row) {
  return row.blob_bytes(0) == kHashBytes && row.whole(1) && is_time_in(row, 2) && is_time_in(row, 3);
}

bool is_removal(const Query& row) {
  const std::optional<std::string_view> detail = row.text_view(4);
  return row.whole(0) && is_id(row, 1) && is_enum<RemovalKind>(row, 2) && is_time_in(row, 3) && is_empty_or_id(detail);
}

bool is_audit_entry(const Query& row) {
  return row.blob_bytes(0) == kHashBytes && is_line(row, 1, limits::kUsernameBytesMax) && is_id(row, 2) &&
         is_line(row, 3, kAuditSubjectBytesMax) && is_time_in(row, 4);
}

bool is_campaign_version(const Query& row) {
  return is_between(row.whole(0), 1, kIdMax) && is_enum<VersionKind>(row, 1) &&
         is_line(row, 2, limits::kUsernameBytesMax) && is_time_in(row, 3) &&
         is_text(row.text_view(4), limits::kCampaignFileBytesMax, Lines::Many);
}

bool is_picture(std::string_view file, std::string_view bytes) {
  const std::size_t dot = std::min(file.find('.'), file.size());
  if (!is_plain_id(file.substr(0, dot))) return false;
  const std::string_view type = file.substr(dot);
  if (type == ".webp") return is_webp(bytes);
  if (type == ".jpg") return is_jpeg(bytes);
  return type == ".png" && is_png(bytes);
}

}  // namespace undersigned::store::sqlite
