// libsodium chooses its implementations once per process; every entry point that uses it calls this first.
#pragma once

namespace undersigned::crypto {

// Cheap after the first call, safe from any thread. Ends the process where the system gives no random bytes: nothing
// here can be done safely then.
void sodium_ready();

}  // namespace undersigned::crypto
