// Whether what a row of a campaign or partner holds can be served. A damaged one must not keep the others from it.
//
// Pure, safe from any thread.
#pragma once

#include <string>

namespace undersigned::store::sqlite {

// The document is one of ours, of this slug.
bool is_readable_campaign(const std::string& slug, const std::string& document);
bool is_readable_partner(const std::string& slug, const std::string& document);

}  // namespace undersigned::store::sqlite
