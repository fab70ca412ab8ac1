// A campaign on paper: the poster with its QR code, and the sheet to sign, which is printed after the petition.
#pragma once

#include <string>

#include "shared/view/petition_view.h"

namespace undersigned::view {

struct Poster {
  const Campaign& campaign;  // localized
  Locale locale = Locale::English;
  std::string address;  // for people to type: "https://sign.example.org/p/save-the-library"
  std::string back;     // the petition
  std::string svg;      // addresses of the QR code
  std::string png;
};

Nodes poster(const Poster& poster);

// A table with empty rows, and who is responsible for what people write into it. The QR code, which a tree cannot hold,
// follows it. Not for calls, which nobody signs.
Node paper_sheet(const PetitionPage& page);

// The address to type, after `words`: PaperOnline below a sheet, otherwise PosterScan.
Node paper_address(Locale locale, Message words, const std::string& address);

}  // namespace undersigned::view
