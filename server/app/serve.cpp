#include "server/app/serve.h"

#include <pthread.h>

#include <csignal>
#include <ctime>
#include <memory>
#include <ostream>
#include <string>

#include "server/app/command_line.h"
#include "server/app/service.h"
#include "server/base/log.h"
#include "server/ops/service_manager.h"
#include "server/ops/version.h"

namespace undersigned::app {
namespace {

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

void show_setup_link(const Service& service, const Options& options, const Console& console) {
  if (service.setup_link().empty()) return;
  if (ops::output_is_journal()) {
    console.out << "There are no accounts yet. Create the owner's account as the user that the server runs as: "
                << "undersigned-server user add NAME --role owner --data " << options.data << std::endl;
    return;
  }
  console.out << "\nThere are no accounts yet. Open this link to create the owner's account. It works once, within 24 "
                 "hours:\n\n  "
              << service.setup_link() << "\n\n"
              << std::flush;
}

void show_mail_spool(const Service& service, const Console& console) {
  if (service.mail_spool().empty()) return;
  base::log_warning("mail_not_sent", {{"folder", service.mail_spool()}});
  console.out << "\nMail is not sent: no SMTP server is configured (--smtp-url). Mails are written to "
              << service.mail_spool() << " as .eml files.\n"
              << std::flush;
}

// Keeps serving, so that a load balancer can notice /readyz. A second signal ends the wait.
void drain(unsigned seconds, const sigset_t& signals) {
  if (seconds == 0) return;
  timespec patience{};
  patience.tv_sec = seconds;
  sigtimedwait(&signals, nullptr, &patience);
}

}  // namespace

int serve(const Options& options, const Console& console) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  auto started = Service::start(options);
  if (!started) {
    console.err << started.error().words << '\n';
    return kExitFailed;
  }
  const std::unique_ptr<Service> service = std::move(started).value();
  base::log_info("started", {{"version", ops::version()},
                             {"host", options.host},
                             {"port", std::to_string(service->port())},
                             {"base_url", service->base_url()}});
  show_mail_spool(*service, console);
  show_setup_link(*service, options, console);
  if (options.print_port == PrintPort::Yes) {
    console.out << "listening on http://127.0.0.1:" << service->port() << std::endl;
  }

  ops::tell_service_manager("READY=1");

  int signal = 0;
  sigwait(&signals, &signal);
  base::log_info("stopping", {{"version", ops::version()}, {"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
  ops::tell_service_manager("STOPPING=1");
  service->begin_stop();
  drain(options.drain_seconds, signals);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  service->stop();
  base::log_info("stopped", {{"version", ops::version()}});
  return kExitOk;
}

}  // namespace undersigned::app
