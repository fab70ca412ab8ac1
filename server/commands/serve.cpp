#include "server/commands/serve.h"

#include <pthread.h>

#include <csignal>
#include <memory>
#include <ostream>
#include <string>
#include <variant>

#include "server/commands/service.h"
#include "server/config/command_line.h"
#include "server/ops/log.h"

namespace undersigned::commands {
namespace {

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

void show_setup_link(const Service& service, const Console& console) {
  if (service.setup_link().empty()) return;
  console.out << "\nNobody has an account yet. This link makes the owner's account. It works once, for 24 hours:\n\n  "
              << service.setup_link() << "\n\n"
              << std::flush;
}

void show_mail_spool(const Service& service, const Console& console) {
  if (service.mail_spool().empty()) return;
  ops::log_warning("mail_not_sent", {{"folder", service.mail_spool()}});
  console.out << "\nMail is not sent: no SMTP server is configured (--smtp-url). Mails are written to "
              << service.mail_spool() << " as .eml files.\n"
              << std::flush;
}

}  // namespace

int serve(const config::Options& options, const Console& console) {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  auto started = Service::start(options);
  if (const auto* problem = std::get_if<std::string>(&started)) {
    console.err << *problem << '\n';
    return config::kExitFailed;
  }
  const std::unique_ptr<Service> service = std::get<std::unique_ptr<Service>>(std::move(started));
  ops::log_info("started",
                {{"host", options.host}, {"port", std::to_string(service->port())}, {"base_url", service->base_url()}});
  show_mail_spool(*service, console);
  show_setup_link(*service, console);
  if (options.print_port == config::PrintPort::Yes) {
    console.out << "listening on http://127.0.0.1:" << service->port() << std::endl;
  }

  int signal = 0;
  sigwait(&signals, &signal);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  ops::log_info("stopping", {{"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
  service->stop();
  ops::log_info("stopped");
  return config::kExitOk;
}

}  // namespace undersigned::commands
