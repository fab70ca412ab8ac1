// A campaign's page for search engines: schema.org as JSON-LD, a data block in the page's head.
//
// schema.org has no type for petitions. So it states what is true: a web page in a language, how many people agreed
// with it (petition), endorsed it (endorsement) or called (call), and, while it is open, where to do so. Pure and safe
// to call from any thread.
#pragma once

#include <string>

#include "shared/view/petition_view.h"

namespace undersigned::pages {

struct PageFacts {
  const view::PetitionPage& page;
  std::string url;    // canonical
  std::string site;   // this server's origin
  std::string image;  // of the share picture; empty: none
};

// The complete <script type="application/ld+json"> element. It holds data and is never run. It contains no "<", so
// nothing in it can end the element or open another.
std::string write_structured_data(const PageFacts& facts);

}  // namespace undersigned::pages
