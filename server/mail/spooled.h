// Removes mails from the folder of SpoolTransport: those about signatures whose record is gone, and those whose links no
// longer work.
//
// Safe from any thread, even while mails are being written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace undersigned::mail {

// Removes the mails about these signatures (SignatureKey::cursor), unfinished ones too. A missing folder is not a
// failure; false if something could not be removed.
bool remove_spooled(const std::string& folder, const std::vector<std::int64_t>& signatures);

// What a process that was killed while it wrote has left. The server removes all of them before it sends; the paths
// are for reporting.
bool remove_unfinished_spooled(const std::string& folder);
std::vector<std::string> unfinished_spooled(const std::string& folder);

// Removes mails that are older than limits::kMailSpoolKeptMs.
bool remove_old_spooled(const std::string& folder);

}  // namespace undersigned::mail
