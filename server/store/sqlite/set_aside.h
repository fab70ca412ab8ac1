// Databases that a restore has set aside still hold what is erased from the current one. This erases it there, too.
//
// Safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "server/store/store.h"

namespace undersigned::store::sqlite {

// Erases the personal records of these signatures, whatever the schema version. False if a database could not be
// written.
bool erase_in_set_aside(const std::string& folder, const std::vector<SignatureKey>& keys);

}  // namespace undersigned::store::sqlite
