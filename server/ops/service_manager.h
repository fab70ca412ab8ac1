// The service manager that started us, where it is systemd. From one thread, while no other changes the environment.
#pragma once

#include <string_view>

namespace undersigned::ops {

// Tells it how we are, "READY=1", "STOPPING=1": one datagram to the socket that NOTIFY_SOCKET names (sd_notify(3)).
// Does nothing where there is none.
void tell_service_manager(std::string_view state);

// Whether what we print is kept in its journal, where others than its reader may find a secret for months:
// JOURNAL_STREAM names the standard output's own file (systemd.exec(5)).
bool output_is_journal();

}  // namespace undersigned::ops
