#include "tests/server/mail/fixture.h"

#include <doctest/doctest.h>

#include <chrono>
#include <latch>
#include <thread>

#include "server/limits.h"

namespace undersigned::mail::testing {
namespace {

constexpr std::chrono::seconds kPatience{20};

}  // namespace

std::string SentMail::header(const std::string& name) const {
  const std::size_t begin = bytes.find("\r\n" + name + ": ");
  if (begin == std::string::npos) return {};
  const std::size_t value = begin + name.size() + 4;
  return bytes.substr(value, bytes.find("\r\n", value) - value);
}

mail::SendReport FakeTransport::send(const mail::Envelope& envelope, const std::string& bytes) {
  Answer answer;
  {
    const std::lock_guard lock(mutex_);
    attempts_.push_back({envelope.to, bytes});
    answer = answer_;
  }
  changed_.notify_all();
  return answer ? answer(envelope.to) : mail::SendReport{.outcome = mail::SendOutcome::Sent, .smtp_code = 250};
}

void FakeTransport::abort() {
  {
    const std::lock_guard lock(mutex_);
    aborted_ = true;
  }
  changed_.notify_all();
}

void FakeTransport::answer_with(Answer answer) {
  const std::lock_guard lock(mutex_);
  answer_ = std::move(answer);
}

void FakeTransport::answer_with(mail::SendOutcome outcome, int smtp_code) {
  answer_with([=](const std::string& /*to*/) { return mail::SendReport{.outcome = outcome, .smtp_code = smtp_code}; });
}

std::vector<SentMail> FakeTransport::attempts() const {
  const std::lock_guard lock(mutex_);
  return attempts_;
}

std::vector<SentMail> FakeTransport::wait_for(std::size_t attempts) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kPatience, [&] { return attempts_.size() >= attempts; });
  return attempts_;
}

void FakeTransport::wait_for_abort() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kPatience, [&] { return aborted_; });
}

crypto::ServerSecret test_secret() {
  crypto::Key master{};
  master.fill(7);
  return crypto::ServerSecret(master);
}

Fixture::Fixture(const std::string& vfs) : kept(store::testing::open_store(folder.file("data"), vfs)) {
  REQUIRE(store.import_campaigns({store::testing::a_campaign()}, {}).ok());
  REQUIRE(catalog.reload().ok());
}

void Fixture::sign_pending(std::uint64_t signer, const std::string& locale, const std::string& email,
                           std::int64_t order_ms) {
  store::NewSignature signature = store::testing::a_pending(signer);
  signature.mail_place.order_ms = order_ms;
  signature.locale = locale;
  signature.time_ms = now_ms;
  if (!email.empty()) signature.signature.email = email;
  REQUIRE(store::testing::sign(store, std::move(signature)).ok());
}

void Fixture::sign_many(std::uint64_t signers, std::int64_t apart_ms) {
  std::latch stored(static_cast<std::ptrdiff_t>(signers));
  std::atomic<std::uint64_t> failed = 0;
  for (std::uint64_t signer = 0; signer < signers; ++signer) {
    store::NewSignature signature = store::testing::a_pending(signer);
    signature.time_ms = now_ms;
    signature.mail_place.order_ms = now_ms + apart_ms * static_cast<std::int64_t>(signer);
    store.sign(std::move(signature), [&](const Result<store::Signed>& result) {
      if (!result.ok()) ++failed;
      stored.count_down();
    });
  }
  stored.wait();
  REQUIRE(failed == 0);
}

void Fixture::name_organizer(const Organizer& organizer) {
  Campaign campaign = store::testing::a_campaign();
  campaign.organizer = organizer;
  REQUIRE(store.import_campaigns({campaign}, {}).ok());
  REQUIRE(catalog.reload().ok());
}

void Fixture::start(std::size_t connections) {
  start(std::vector<mail::Transport*>(connections, &transport));
}

void Fixture::start(std::vector<mail::Transport*> transports) {
  outbox.emplace(store, composer, std::move(transports), [this] {
    ++clock_looks;
    return now_ms.load();
  });
  outbox->start();
}

void Fixture::let_pass(std::int64_t ms) {
  now_ms += ms;
  if (outbox) outbox->wake();
}

std::size_t Fixture::waiting() const {
  const Result<std::uint64_t> mails = store.mails_in_outbox();
  REQUIRE(mails.ok());
  return static_cast<std::size_t>(*mails);
}

bool Fixture::comes_to_wait(std::size_t mails) const {
  return eventually([&] { return waiting() == mails; });
}

bool Fixture::all_leave() {
  return eventually([&] {
    let_pass(limits::kMailRetryMsMax);
    return waiting() == 0;
  });
}

bool eventually(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace undersigned::mail::testing
