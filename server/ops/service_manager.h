// The service manager that started this process, if it is systemd. Call these from one thread, while nobody changes the
// environment.
#pragma once

#include <string_view>

namespace undersigned::ops {

// Sends a state, "READY=1" or "STOPPING=1", as one datagram to the socket named by NOTIFY_SOCKET (sd_notify(3)). Does
// nothing without one.
void tell_service_manager(std::string_view state);

// Whether standard output goes to the journal, where others may find a printed secret for months: JOURNAL_STREAM names
// the output's own file (systemd.exec(5)).
bool output_is_journal();

}  // namespace undersigned::ops
