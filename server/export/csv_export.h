// A campaign's signatures as a CSV file for spreadsheets, streamed: memory and database time per piece are the same for
// a thousand rows and for ten million, however slowly the client reads.
//
// Format: RFC 4180, UTF-8 with a byte order mark, CR LF after each row. Without the mark, Excel misreads names;
// LibreOffice and other programs handle it (encoding "utf-8-sig"). The first row names the columns. A name never
// changes its meaning, and new columns are added at the end.
//
//   id             of the signature, as in the dashboard
//   signed_at_utc  YYYY-MM-DD HH:MM:SS, which spreadsheets recognize as a time
//   status         confirmed; or pending, withdrawn, invalid, quarantined
//   kind           person or organization
//   name, organization, role, email, postcode, phone, comment
//                  as typed; empty once erased, since the row still counts. A value that a spreadsheet would take for
//                  a formula has a ' in front (shared/text/csv.h): every phone number does
//   country        ISO 3166-1 alpha-2
//   visibility     public, initials or hidden: who may see the name
//   consents       ids of what the signer agreed to besides signing and has not withdrawn, separated by blanks
//   language       of the form
//   text_version   of the campaign's text that was signed
//   partner, origin, page, utm_source, utm_medium, utm_campaign
//                  where it came from
//   consents_withdrawn
//                  ids of what the signer agreed to and withdrew later, each with the day, UTC
//
// Rows are in the order they were signed. Each page of rows is read separately, so the file shows each row as it was
// when its page was read.
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

  // Pieces of at most limits::kStreamPieceBytes and one row. Failed: an error of the store.
  More next(std::string& piece) override;

  // The number of rows written so far.
  [[nodiscard]] std::uint64_t rows() const { return written_; }

 private:
  // False after the last page.
  Result<bool> read_page();

  store::ReadingStore& store_;
  const std::string campaign_;
  const Rows rows_;
  std::vector<store::SignatureRecord> page_;
  std::size_t at_ = 0;  // the next row of the page
  std::int64_t after_ = 0;
  bool begun_ = false;
  bool last_page_ = false;
  std::uint64_t written_ = 0;
};

// "free-dontae-sharpe-2026-11-23.csv", "...-all-2026-11-23.csv".
std::string file_name(std::string_view campaign, Rows rows, std::int64_t now_ms);

}  // namespace undersigned::exports
