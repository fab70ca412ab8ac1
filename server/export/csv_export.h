// A campaign's signatures as a CSV file for spreadsheets, made piece by piece: memory and time in the database stay the
// same for a thousand rows and ten million, however slowly somebody reads.
//
// The file: RFC 4180, UTF-8 with a byte order mark (without it Excel takes the names for another encoding; LibreOffice
// knows it, and programs read it as "utf-8-sig"), CR LF behind each row. The first row names the columns, and a name
// never changes its meaning: new ones come behind the others.
//
//   id             of the signature, as in the dashboard
//   signed_at_utc  YYYY-MM-DD HH:MM:SS, which spreadsheets take for a time
//   status         confirmed; or pending, withdrawn, invalid, quarantined
//   kind           person or organization
//   name, organization, role, email, postcode, phone, comment
//                  what was typed; empty once erased, as the row still counts. What a spreadsheet would take for a
//                  formula has a ' in front (shared/text/csv.h): every phone number does
//   country        ISO 3166-1 alpha-2
//   visibility     public, initials or hidden: who may see the name
//   consents       ids of what the signer agreed to beyond signing and has not withdrawn, with a blank between them
//   language       of the form
//   text_version   of the campaign's text that was signed
//   partner, origin, page, utm_source, utm_medium, utm_campaign
//                  where it came from
//   consents_withdrawn
//                  ids of what the signer agreed to and then withdrew, each with the day, UTC
//
// In the order they came. Each page of rows is read on its own: what is signed, withdrawn or erased during an export is
// in it as it was when its page was read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "server/http/body_source.h"
#include "server/store/reading_store.h"

namespace undersigned::exports {

enum class Rows : std::uint8_t { Confirmed, All };

// One export. Used by one thread at a time.
class CsvExport final : public http::BodySource {
 public:
  // `store` must outlive the object.
  CsvExport(store::ReadingStore& store, std::string campaign, Rows rows);

  // Pieces of limits::kStreamPieceBytes and a row, or less. Failed: the store's error.
  More next(std::string& piece) override;

  // Written so far.
  [[nodiscard]] std::uint64_t rows() const { return written_; }

 private:
  // False behind the last page.
  Result<bool> read_page();

  store::ReadingStore& store_;
  const std::string campaign_;
  const Rows rows_;
  std::vector<store::SignatureRecord> page_;
  std::size_t at_ = 0;  // the next of the page
  std::int64_t after_ = 0;
  bool begun_ = false;
  bool last_page_ = false;
  std::uint64_t written_ = 0;
};

// "free-dontae-sharpe-2026-11-23.csv", "...-all-2026-11-23.csv".
std::string file_name(std::string_view campaign, Rows rows, std::int64_t now_ms);

}  // namespace undersigned::exports
