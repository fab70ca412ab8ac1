// What the outbox's tests share: a store with one campaign, a clock that the test turns, and a transport that answers
// what the test says.
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

#include "server/auth/secret.h"
#include "server/catalog/catalog.h"
#include "server/mail/code.h"
#include "server/mail/transport.h"
#include "server/outbox/composer.h"
#include "server/outbox/outbox.h"
#include "tests/server/store/fixture.h"

namespace undersigned::outbox::testing {

inline constexpr char kSender[] = "petitions@example.org";

struct SentMail {
  std::string to;
  std::string bytes;

  // Of the header line that begins with `name` and a colon.
  [[nodiscard]] std::string header(const std::string& name) const;
};

// Takes every mail, unless told otherwise. Thread-safe.
class FakeTransport final : public mail::Transport {
 public:
  using Answer = std::function<mail::SendReport(const std::string& to)>;

  mail::SendReport send(const std::string& envelope_from, const std::string& envelope_to,
                        const std::string& bytes) override;
  void abort() override;

  void answer_with(Answer answer);
  void answer_with(mail::SendOutcome outcome, int smtp_code);

  // Every attempt so far, in order.
  [[nodiscard]] std::vector<SentMail> attempts() const;

  // Those attempts, once there are as many; fewer after twenty seconds.
  std::vector<SentMail> wait_for(std::size_t attempts);

  // For an answer that hangs until then.
  void wait_for_abort();

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<SentMail> attempts_;
  Answer answer_;
  bool aborted_ = false;
};

// Of a secret that is the same in every test.
mail::MailCodes test_codes();

struct Fixture {
  // `vfs` is the file system of SQLite; empty: the usual one.
  explicit Fixture(const std::string& vfs = {});

  // A signature that waits for its mailbox, whose mail is due now. Signers are numbers, as for the store's tests.
  void sign_pending(std::uint64_t signer, const std::string& locale = "en", const std::string& email = {});

  // An outbox that has started, over `transport` or the fake one.
  void start();
  void start(mail::Transport& other);
  void stop() { outbox.reset(); }

  // Moves the clock, and has the outbox look.
  void let_pass(std::int64_t ms);

  // Whether a mail waits, due now or later.
  [[nodiscard]] std::size_t waiting() const;

  // Waits until that many do.
  [[nodiscard]] bool comes_to_wait(std::size_t mails) const;

  // Lets time pass until none does.
  [[nodiscard]] bool all_leave();

  std::atomic<std::int64_t> now_ms = store::testing::kNoonMs;
  undersigned::testing::TemporaryFolder folder;
  std::unique_ptr<store::Store> kept;
  store::Store& store = *kept;
  catalog::Catalog catalog{store};
  mail::MailCodes codes = test_codes();
  std::string base_url = "https://sign.example.org";
  Composer composer{catalog, codes, base_url, {"Free Dontae Sharpe", kSender}};
  FakeTransport transport;
  std::optional<Outbox> outbox;
};

// Waits until it is true; false after twenty seconds.
bool eventually(const std::function<bool()>& condition);

}  // namespace undersigned::outbox::testing
