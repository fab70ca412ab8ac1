// Whether the stored row of a campaign or partner can be served. A damaged row must not affect the others.
//
// Pure, safe from any thread.
#pragma once

#include <string>

namespace undersigned::store::sqlite {

// The document is valid and has this slug.
bool is_readable_campaign(const std::string& slug, const std::string& document);
bool is_readable_partner(const std::string& slug, const std::string& document);

}  // namespace undersigned::store::sqlite
