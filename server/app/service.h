// The running server: everything that `serve` consists of, created in order of dependency and destroyed in reverse.
// Tests run it in their own process.
//
// Thread-safe after start(). Every acknowledged signature is on disk, also after stop().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/app/options.h"
#include "server/base/clock.h"
#include "server/base/operator_error.h"
#include "server/http/routes.h"

namespace undersigned::app {

class Service {
 public:
  // Returns a service that serves, or a sentence that says why it cannot. `utc_now_ms` is the time since 1970.
  static base::OperatorResult<std::unique_ptr<Service>> start(const Options& options,
                                                              base::Clock utc_now_ms = base::utc_now_ms);

  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // Stops.
  ~Service();

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] const std::string& base_url() const;

  // The one-time link that creates the owner's account; empty if there are accounts. Show it, never log it.
  [[nodiscard]] const std::string& setup_link() const;

  // All its routes.
  [[nodiscard]] std::vector<http::RouteName> routes() const;

  // The folder that mails are written to; empty if they are sent.
  [[nodiscard]] const std::string& mail_spool() const;

  // From now on /readyz says that the server stops, while it still answers everything: so a load balancer sends further
  // requests elsewhere.
  void begin_stop();

  // Accepts no more connections, and finishes the requests in progress and the writes in the queue. The next server
  // sends the waiting mails.
  void stop();

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace undersigned::app
