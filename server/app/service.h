// The running server: everything `serve` is made of, put together in the order it depends on each other and taken down
// in the reverse. Tests run it in their own process.
//
// Thread-safe after start(); the signature of everyone who got a reply is on disk, also after stop().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "server/app/options.h"
#include "server/base/clock.h"
#include "server/http/routes.h"

namespace undersigned::app {

class Service {
 public:
  // Serves when it returns. Otherwise a sentence that says why not. `utc_now_ms` is the time of day since 1970.
  static std::variant<std::unique_ptr<Service>, std::string> start(const Options& options,
                                                                   base::Clock utc_now_ms = base::utc_now_ms);

  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // Stops.
  ~Service();

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] const std::string& base_url() const;

  // The one-time link that makes the owner's account; empty where there are accounts. To be shown, never logged.
  [[nodiscard]] const std::string& setup_link() const;

  // Everything it serves.
  [[nodiscard]] std::vector<http::RouteName> routes() const;

  // The folder that mails are written to; empty where they are sent.
  [[nodiscard]] const std::string& mail_spool() const;

  // From now on /readyz says that the server stops, while everything is still answered: a balancer sends its next
  // requests elsewhere.
  void begin_stop();

  // Takes no new connections, finishes what is in hand and what is queued for the disk; mails that wait are
  // sent by the next one who serves.
  void stop();

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace undersigned::app
