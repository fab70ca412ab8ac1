#include "server/store/sqlite/records.h"

#include <string>
#include <string_view>

#include "server/store/sqlite/row_rules.h"
#include "server/store/sqlite/stored_values.h"

namespace undersigned::store::sqlite {
namespace {

constexpr char kOneSignature[] =
    " FROM signature LEFT JOIN person ON person.signature_id = signature.id WHERE signature.id = ?";

// Without a damaged consent: nobody knows that it was given.
void read_consents(Connection& connection, SignatureRecord& record) {
  Query rows = connection.query(
      "SELECT purpose, text_version, time_ms, withdrawn_ms FROM consent WHERE signature_id = ? ORDER BY purpose");
  rows.bind(record.key.cursor);
  while (rows.next()) {
    if (!is_consent(rows)) {
      connection.damaged().add("consent", record.key.cursor);
    } else if (rows.is_null(3)) {
      record.signature.consents.push_back(rows.text(0));
    } else {
      record.withdrawn_consents.push_back({rows.text(0), rows.integer(3)});
    }
  }
}

SignatureRecord record_of(const Query& row, std::string_view campaign) {
  SignatureRecord record;
  record.key = {row.integer(kColumnId), row.text(kColumnPublicId)};
  record.campaign = campaign;
  record.status = enum_of<SignatureStatus>(row.integer(kColumnStatus)).value();
  record.time_ms = row.integer(kColumnTime);
  record.source = {row.text(kColumnPartner),   row.text(kColumnOrigin),    row.text(kColumnPage),
                   row.text(kColumnUtmSource), row.text(kColumnUtmMedium), row.text(kColumnUtmCampaign)};
  record.locale = row.text(kColumnLocale);
  record.erased = row.is_null(kColumnPerson);
  CheckedSignature& checked = record.signature;
  checked.name = row.text(kColumnName);
  checked.organization = row.text(kColumnOrganization);
  checked.role = row.text(kColumnRole);
  checked.email = row.text(kColumnEmail);
  checked.postcode = row.text(kColumnPostcode);
  checked.phone = row.text(kColumnPhone);
  checked.comment = row.text(kColumnComment);
  checked.kind = enum_of<SignatureKind>(row.integer(kColumnKind)).value();
  checked.visibility = enum_of<Visibility>(row.integer(kColumnVisibility)).value();
  checked.country = row.text(kColumnCountry);
  checked.text_version = row.text(kColumnTextVersion);
  record.comment_state = enum_of<CommentState>(row.integer(kColumnCommentHidden)).value();
  return record;
}

}  // namespace

std::optional<SignatureRecord> read_record(Connection& connection, std::int64_t id, const std::string& campaign) {
  static const std::string kSql = std::string("SELECT ") + kSignatureColumns + kOneSignature;
  Query row = connection.query(kSql.c_str());
  row.bind(id);
  if (!row.next() || !is_sound_signature(connection, row)) return {};
  SignatureRecord record = record_of(row, campaign);
  read_consents(connection, record);
  return record;
}

}  // namespace undersigned::store::sqlite
