// Shared by the outbox's tests: a store with one campaign, a clock that the test controls, and a transport with the
// test's answers.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/campaigns/catalog.h"
#include "server/crypto/secret.h"
#include "server/mail/code.h"
#include "server/mail/composer.h"
#include "server/mail/outbox.h"
#include "server/mail/transport.h"
#include "server/pages/country_names.h"
#include "tests/server/store/fixture.h"

namespace undersigned::mail::testing {

inline constexpr char kSender[] = "petitions@example.org";

struct SentMail {
  std::string to;
  std::string bytes;

  // The header line that begins with `name` and a colon.
  [[nodiscard]] std::string header(const std::string& name) const;
};

// Accepts every mail unless told otherwise. Thread-safe.
class FakeTransport final : public mail::Transport {
 public:
  using Answer = std::function<mail::SendReport(const std::string& to)>;

  mail::SendReport send(const mail::Envelope& envelope, const std::string& bytes) override;
  void abort() override;

  void answer_with(Answer answer);
  void answer_with(mail::SendOutcome outcome, int smtp_code);

  // Every attempt so far, in order.
  [[nodiscard]] std::vector<SentMail> attempts() const;

  // The attempts, once there are that many; fewer after twenty seconds.
  std::vector<SentMail> wait_for(std::size_t attempts);

  // For an answer that blocks until then.
  void wait_for_abort();

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<SentMail> attempts_;
  Answer answer_;
  bool aborted_ = false;
};

// The same in every test.
crypto::ServerSecret test_secret();

struct Fixture {
  // `vfs` is SQLite's file system; empty: the default.
  explicit Fixture(const std::string& vfs = {});

  // Adds a signature that waits for its mailbox, with its mail due now. Signers are numbers, as in the store's tests.
  // `order_ms` is its place in the queue; 0: the natural one.
  void sign_pending(std::uint64_t signer, const std::string& locale = "en", const std::string& email = {},
                    std::int64_t order_ms = 0);

  // Adds that many, from signer 0 on, requested now, with places `apart_ms` apart in the queue.
  void sign_many(std::uint64_t signers, std::int64_t apart_ms);

  // The campaign is organized by these from now on.
  void name_organizer(const Organizer& organizer);

  // Starts an outbox with that many connections of the fake transport, or with other transports.
  void start(std::size_t connections = 1);
  void start(std::vector<mail::Transport*> transports);
  void stop() { outbox.reset(); }

  // Moves the clock and wakes the outbox.
  void let_pass(std::int64_t ms);

  // How many mails wait, due now or later.
  [[nodiscard]] std::size_t waiting() const;

  // Waits until that many do.
  [[nodiscard]] bool comes_to_wait(std::size_t mails) const;

  // Lets time pass until none waits.
  [[nodiscard]] bool all_leave();

  std::atomic<std::int64_t> now_ms = store::testing::kNoonMs;
  std::atomic<std::size_t> clock_looks = 0;
  undersigned::testing::TemporaryFolder folder;
  std::unique_ptr<store::Store> kept;
  store::Store& store = *kept;
  campaigns::Catalog catalog{store};
  mail::MailCodes codes{test_secret()};
  std::string base_url = "https://sign.example.org";
  mail::MyLinks my_links{test_secret()};
  Composer composer{catalog, codes, my_links, base_url, {"Free Dontae Sharpe", kSender}, pages::country_name};
  FakeTransport transport;
  std::optional<Outbox> outbox;
};

// Waits until the condition is true. Returns false after twenty seconds.
bool eventually(const std::function<bool()>& condition);

}  // namespace undersigned::mail::testing
