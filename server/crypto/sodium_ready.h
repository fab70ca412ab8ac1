// libsodium chooses its implementations once per process. Every entry point that uses it calls this first.
#pragma once

namespace undersigned::crypto {

// Cheap after the first call, safe from any thread. Ends the process if the system provides no random bytes: nothing
// can be done safely then.
void sodium_ready();

}  // namespace undersigned::crypto
