// What a campaign's page is, for search engines: schema.org as JSON-LD, a block of data in the page's head.
//
// The vocabulary has no petition. What is said is what holds: a web page in a language, how many people agreed with it
// (petition), endorsed it (endorsement) or called (call), and, while it is open, where to do so.
// Pure and safe to call from any thread.
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

// The whole <script type="application/ld+json"> element. It holds data and is never run; it can hold no "<", so nothing
// in it ends the element or opens another.
std::string write_structured_data(const PageFacts& facts);

}  // namespace undersigned::pages
