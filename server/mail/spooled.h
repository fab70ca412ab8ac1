// Mails that SpoolTransport has written, taken out of their folder again: those to somebody whose record was erased,
// and those in which no link works any more.
//
// Safe from any thread, while mails are being written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace undersigned::mail {

// Removes what was written to one of these addresses, as check_email() gives them. A folder that is not there is no
// failure; false where something could not be removed.
bool remove_spooled(const std::string& folder, const std::vector<std::string>& addresses);

// Removes mails that are older than limits::kMailSpoolKeptMs.
bool remove_old_spooled(const std::string& folder);

}  // namespace undersigned::mail
