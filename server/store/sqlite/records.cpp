#include "server/store/sqlite/records.h"

#include <string>

#include "server/store/sqlite/row_rules.h"

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

SignatureRecord record_of(const StoredSignature& found, const std::string& campaign) {
  SignatureRecord record;
  record.key = {found.id, std::string(found.public_id)};
  record.campaign = campaign;
  record.status = found.status;
  record.time_ms = found.time_ms;
  record.source.partner = found.partner;
  record.source.origin = found.origin;
  record.source.page = found.page;
  record.source.utm_source = found.utm_source;
  record.source.utm_medium = found.utm_medium;
  record.source.utm_campaign = found.utm_campaign;
  record.locale = found.locale;
  record.erased = found.erased;
  record.comment_state = found.comment_state;
  CheckedSignature& checked = record.signature;
  checked.kind = found.kind;
  checked.name = found.name;
  checked.organization = found.organization;
  checked.role = found.role;
  checked.email = found.email;
  checked.postcode = found.postcode;
  checked.country = found.country;
  checked.phone = found.phone;
  checked.comment = found.comment;
  checked.visibility = found.visibility;
  checked.text_version = found.text_version;
  return record;
}

}  // namespace

std::optional<SignatureRecord> read_record(Connection& connection, std::int64_t id, const std::string& campaign) {
  static const std::string kSql = std::string("SELECT ") + kSignatureColumns + kOneSignature;
  Query row = connection.query(kSql.c_str());
  row.bind(id);
  if (!row.next()) return {};
  const std::optional<StoredSignature> found = sound_signature(connection, row);
  if (!found) return {};
  SignatureRecord record = record_of(*found, campaign);
  read_consents(connection, record);
  return record;
}

}  // namespace undersigned::store::sqlite
