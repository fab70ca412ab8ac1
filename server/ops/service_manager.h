// Tells the service manager that started us how we are, with systemd's protocol (sd_notify(3)): one datagram to the
// socket that NOTIFY_SOCKET names. Does nothing where there is none.
#pragma once

#include <string_view>

namespace undersigned::ops {

// "READY=1", "STOPPING=1". From one thread, while no other changes the environment.
void tell_service_manager(std::string_view state);

}  // namespace undersigned::ops
