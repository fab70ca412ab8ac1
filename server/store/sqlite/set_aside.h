// Databases that restoring has put aside hold, for the days that they are kept, what is erased in the one that is
// served.
//
// Safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "server/store/store.h"

namespace undersigned::store::sqlite {

// Erases the personal records of these signatures in them, of whatever version they are. False where one could not be
// written to.
bool erase_in_set_aside(const std::string& folder, const std::vector<SignatureKey>& keys);

}  // namespace undersigned::store::sqlite
