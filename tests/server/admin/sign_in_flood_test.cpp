// Many clients that guess passwords at once, each with its own address, behind a reverse proxy on this machine.
#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "server/base/ip_address.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr int kGuessers = 16;
constexpr int kTries = 15;
constexpr char kOwner[] = "203.0.113.9";

void behind_front(app::Options& options) {
  options.trusted_proxies = {*base::parse_cidr("127.0.0.1")};
}

std::string from(const std::string& address) {
  return "X-Forwarded-For: " + address;
}

Answer log_in_from(const App& app, const std::string& address, const std::string& password) {
  const Answer page = app.get("/admin/login", {from(address)});
  return app.post("/admin/login", "csrf=" + csrf_of(page) + "&username=ana&password=" + password,
                  {cookie_of(page), from(address), "Origin: " + app.service_url()});
}

// Guesses from `kGuessers` connections until it is destroyed, from a new address each time.
class GuessingClients {
 public:
  GuessingClients(const App& app, std::function<std::string(int)> address) : address_(std::move(address)) {
    for (int i = 0; i < kGuessers; ++i) {
      threads_.emplace_back([this, &app] {
        while (!stopping_) looked_at_ += log_in_from(app, address_(next_++), "wrong").status == 422 ? 1 : 0;
      });
    }
  }
  ~GuessingClients() {
    stopping_ = true;
    for (std::thread& thread : threads_) thread.join();
  }
  GuessingClients(const GuessingClients&) = delete;
  GuessingClients& operator=(const GuessingClients&) = delete;

  [[nodiscard]] bool under_way() const { return next_ > 2 * kGuessers; }
  [[nodiscard]] int sent() const { return next_; }
  [[nodiscard]] int looked_at() const { return looked_at_; }

 private:
  std::function<std::string(int)> address_;
  std::atomic<bool> stopping_{false};
  std::atomic<int> next_{0};
  std::atomic<int> looked_at_{0};
  std::vector<std::thread> threads_;
};

std::string hex(int number) {
  std::ostringstream text;
  text << std::hex << number;
  return text.str();
}

}  // namespace

TEST_CASE("who guesses from a whole network at once keeps nobody of another network out") {
  const App app(behind_front);
  add_user(app, "ana", store::Role::Owner);
  GuessingClients guessing(app, [](int number) { return "2001:db8:7:" + hex(number) + "::1"; });
  REQUIRE(eventually([&] { return guessing.under_way(); }));
  int signed_in = 0;
  for (int i = 0; i < kTries; ++i) signed_in += log_in_from(app, kOwner, kPasswordForm).status == 303 ? 1 : 0;
  CAPTURE(guessing.sent());
  CHECK(signed_in == kTries);
  CHECK(guessing.looked_at() <= 30);
}
