#include "server/export/csv_export.h"

#include <utility>

#include "server/limits.h"
#include "server/store/status_name.h"
#include "shared/campaign/campaign.h"
#include "shared/text/csv.h"

namespace undersigned::exports {
namespace {

constexpr char kHead[] =
    "\xEF\xBB\xBF"
    "id,signed_at_utc,status,kind,name,organization,role,email,postcode,phone,comment,country,visibility,consents,"
    "language,text_version,partner,origin,page,utm_source,utm_medium,utm_campaign,consents_withdrawn\r\n";

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    if (!all.empty()) all += ' ';
    all += word;
  }
  return all;
}

// "updates 2026-11-29 calls 2026-12-01"
std::string withdrawn(const store::SignatureRecord& record) {
  std::vector<std::string> words;
  for (const store::WithdrawnConsent& consent : record.withdrawn_consents) {
    words.push_back(consent.purpose + ' ' + utc_date(consent.time_ms));
  }
  return joined(words);
}

// In the order of kHead.
void append_row(std::string& out, const store::SignatureRecord& record) {
  const CheckedSignature& kept = record.signature;
  const store::SignatureSource& source = record.source;
  append_csv_field(out, record.key.public_id);
  out += ',' + utc_date(record.time_ms) + ' ' + utc_clock(record.time_ms);
  out += ',';
  out += store::status_name(record.status);
  out += kept.kind == SignatureKind::Organization ? ",organization" : ",person";
  for (const std::string* text :
       {&kept.name, &kept.organization, &kept.role, &kept.email, &kept.postcode, &kept.phone, &kept.comment}) {
    out += ',';
    append_csv_field(out, *text);
  }
  out += ',';
  append_csv_field(out, kept.country);
  out += ',';
  out += to_name(kept.visibility);
  out += ',';
  append_csv_field(out, joined(kept.consents));
  for (const std::string* text : {&record.locale, &kept.text_version, &source.partner, &source.origin, &source.page,
                                  &source.utm_source, &source.utm_medium, &source.utm_campaign}) {
    out += ',';
    append_csv_field(out, *text);
  }
  out += ',';
  append_csv_field(out, withdrawn(record));
  out += "\r\n";
}

}  // namespace

CsvExport::CsvExport(store::ReadingStore& store, std::string campaign, Rows rows)
    : store_(store), campaign_(std::move(campaign)), rows_(rows) {}

http::BodySource::More CsvExport::next(std::string& piece) {
  if (!std::exchange(begun_, true)) piece += kHead;
  std::size_t pages = 0;
  while (piece.size() < limits::kStreamPieceBytes) {
    if (at_ == page_.size()) {
      if (pages++ == limits::kExportPagesAtOnce) break;  // if few of many rows match, lets other work run in between
      const Result<bool> more = read_page();
      if (!more) return More::Failed;
      if (!*more) return More::No;
      continue;
    }
    const store::SignatureRecord& record = page_[at_++];
    if (rows_ == Rows::Confirmed && record.status != store::SignatureStatus::Confirmed) continue;
    append_row(piece, record);
    ++written_;
  }
  return More::Yes;
}

Result<bool> CsvExport::read_page() {
  page_.clear();
  at_ = 0;
  if (last_page_) return false;
  Result<std::vector<store::SignatureRecord>> page =
      store_.signature_records(campaign_, after_, limits::kExportPageRows);
  if (!page) return page.error();
  page_ = std::move(page).value();
  last_page_ = page_.size() < limits::kExportPageRows;
  if (page_.empty()) return false;
  after_ = page_.back().key.cursor;
  return true;
}

std::string file_name(std::string_view campaign, Rows rows, std::int64_t now_ms) {
  return std::string(campaign) + (rows == Rows::All ? "-all-" : "-") + utc_date(now_ms) + ".csv";
}

}  // namespace undersigned::exports
