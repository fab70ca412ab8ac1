#include "server/store/sqlite/records.h"

#include "server/store/sqlite/stored_values.h"

namespace undersigned::store::sqlite {
namespace {

void read_consents(Connection& connection, SignatureRecord& record) {
  Query rows = connection.query("SELECT purpose, withdrawn_ms FROM consent WHERE signature_id = ? ORDER BY purpose");
  rows.bind(record.key.cursor);
  while (rows.next()) {
    if (rows.is_null(1)) {
      record.signature.consents.push_back(rows.text(0));
    } else {
      record.withdrawn_consents.push_back({rows.text(0), rows.integer(1)});
    }
  }
}

// Nothing if the row is damaged.
std::optional<SignatureRecord> record_of(const Query& row, std::int64_t id, const std::string& campaign) {
  const auto status = enum_of<SignatureStatus>(row.integer(1));
  const auto kind = enum_of<SignatureKind>(row.integer(17));
  const auto visibility = enum_of<Visibility>(row.integer(18));
  const auto comment_state = enum_of<CommentState>(row.integer(21));
  if (!status || !kind || !visibility || !comment_state) return {};
  SignatureRecord record;
  record.key = {id, row.text(0)};
  record.campaign = campaign;
  record.status = *status;
  record.time_ms = row.integer(2);
  record.source = {row.text(3), row.text(4), row.text(5), row.text(6), row.text(7), row.text(8)};
  record.locale = row.text(9);
  record.erased = row.is_null(10);
  CheckedSignature& checked = record.signature;
  checked.name = row.text(10);
  checked.organization = row.text(11);
  checked.role = row.text(12);
  checked.email = row.text(13);
  checked.postcode = row.text(14);
  checked.phone = row.text(15);
  checked.comment = row.text(16);
  checked.kind = *kind;
  checked.visibility = *visibility;
  checked.country = row.text(19);
  checked.text_version = row.text(20);
  record.comment_state = *comment_state;
  return record;
}

}  // namespace

std::optional<SignatureRecord> read_record(Connection& connection, std::int64_t id, const std::string& campaign) {
  Query row = connection.query(
      "SELECT signature.public_id, signature.status, signature.time_ms, signature.partner, signature.origin,"
      " signature.page, signature.utm_source, signature.utm_medium, signature.utm_campaign, signature.locale,"
      " person.name, person.organization, person.role, person.email, person.postcode, person.phone, person.comment,"
      " signature.kind, signature.visibility, signature.country, signature.text_version,"
      " signature.comment_hidden"
      " FROM signature LEFT JOIN person ON person.signature_id = signature.id WHERE signature.id = ?");
  row.bind(id);
  if (!row.next()) return {};
  std::optional<SignatureRecord> record = record_of(row, id, campaign);
  if (!record) {
    connection.damaged().add("signature", id);
    return {};
  }
  read_consents(connection, *record);
  return record;
}

}  // namespace undersigned::store::sqlite
