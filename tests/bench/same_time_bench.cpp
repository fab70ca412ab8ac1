// Does the time of an answer tell what became of a signature? Tries of every outcome in random order, one at a time,
// and for each outcome the probability that it took longer than the first of its group (Mann and Whitney's U over the
// number of pairs): 0.5 tells nothing. Beside it, within which bounds 95 of 100 such figures lie where there is no
// difference. What is measured is Store, from the call to the callback.
//
// same_time_bench [tries of each] [signers there before] [folder]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "server/store/sqlite/open.h"
#include "shared/limits.h"

namespace {

namespace limits = undersigned::limits;
using undersigned::Campaign;
using undersigned::Result;
using undersigned::store::CodeIssue;
using undersigned::store::Confirmation;
using undersigned::store::MailboxKey;
using undersigned::store::NewSignature;
using undersigned::store::SignatureRow;
using undersigned::store::SignatureStatus;
using undersigned::store::SignCallback;
using undersigned::store::Signed;
using undersigned::store::Store;
using Clock = std::chrono::steady_clock;

constexpr char kPlain[] = "free-dontae-sharpe";
constexpr char kMailed[] = "parole-for-elders";
constexpr std::int64_t kBeforeMs = 1'700'000'000'000;
constexpr std::int64_t kNowMs = kBeforeMs + 2 * limits::kMailAgainMs;

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "same_time_bench: %s\n", what);
  std::exit(1);
}

// The signer of a number; `name` tells apart those of one mailbox.
NewSignature signature_of(const char* campaign, std::uint64_t signer, std::uint8_t name, std::int64_t time_ms) {
  NewSignature signature;
  signature.campaign = campaign;
  std::mt19937_64 random(signer);
  for (std::size_t i = 0; i < undersigned::store::kMailboxBytes; ++i) {
    signature.dedupe_key[i] = signature.mailbox[i] = static_cast<std::uint8_t>(random());
  }
  signature.dedupe_key.back() = name;
  const std::string number = std::to_string(signer);
  signature.public_id = "abcdefghijklmnop" + std::to_string(1'000'000'000 + signer * 10 + name);
  signature.idempotency_key = signature.public_id + std::to_string(time_ms);
  signature.signature.name = "Aurelia Montgomery " + number;
  signature.signature.email = "aurelia.montgomery." + number + "@example.org";
  signature.signature.postcode = "27858";
  signature.signature.country = "US";
  signature.signature.text_version = "0123456789abcdef";
  signature.signature.consents = {"updates"};
  signature.source = {"tribune", "https://tribune.example", "https://tribune.example/news/2024/petition", "email", "",
                      ""};
  signature.locale = "en";
  signature.status = campaign == std::string_view(kMailed) ? SignatureStatus::Pending : SignatureStatus::Confirmed;
  signature.time_ms = time_ms;
  return signature;
}

enum class Ask { Sign, ConfirmWrongly, ConfirmRightly, SendAgain };

Confirmation confirmation_of(const NewSignature& signature, Ask ask) {
  Confirmation confirmation;
  confirmation.campaign = signature.campaign;
  confirmation.dedupe_key = signature.dedupe_key;
  confirmation.is_right = [ask](const CodeIssue& issue) { return ask == Ask::ConfirmRightly && issue.number > 0; };
  confirmation.now_ms = kNowMs;
  return confirmation;
}

// One operation, timed.
using Operation = std::function<void(SignCallback)>;

double time_us(const Operation& operation) {
  std::promise<Clock::time_point> answered;
  std::future<Clock::time_point> answer = answered.get_future();
  const auto start = Clock::now();
  operation([&](const Result<Signed>& /*result*/) { answered.set_value(Clock::now()); });
  return std::chrono::duration<double, std::micro>(answer.get() - start).count();
}

// Many operations at once, not timed.
class Crowd {
 public:
  void add(const Operation& operation) {
    {
      std::unique_lock lock(mutex_);
      answered_.wait(lock, [&] { return unanswered_ < limits::kWriteBatchMax; });
      ++unanswered_;
    }
    operation([this](const Result<Signed>& result) {
      if (!result) fail("preparing went wrong");
      const std::lock_guard lock(mutex_);
      --unanswered_;
      answered_.notify_one();
    });
  }

  void wait() {
    std::unique_lock lock(mutex_);
    answered_.wait(lock, [&] { return unanswered_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable answered_;
  std::size_t unanswered_ = 0;
};

struct Outcome {
  const char* name = "";
  std::optional<SignatureStatus> before;  // nothing: never signed
  Ask ask = Ask::Sign;
  std::uint8_t names = 1;       // of the mailbox, signed before
  std::uint8_t asked_name = 0;  // the first of them
};

struct Group {
  const char* name = "";
  const char* campaign = "";
  std::vector<Outcome> outcomes;  // compared with the first
};

// P(a is longer than b), equal ones half.
double longer(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> sorted = b;
  std::sort(sorted.begin(), sorted.end());
  double wins = 0;
  for (const double value : a) {
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), value);
    wins += static_cast<double>(low - sorted.begin()) + static_cast<double>(high - low) / 2;
  }
  return wins / (static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

class Bench {
 public:
  Bench(Store& store, std::size_t tries) : store_(store), tries_(tries) {}

  void fill(std::size_t signers) {
    Crowd crowd;
    for (std::size_t i = 0; i < signers; ++i) {
      crowd.add(sign(signature_of(i % 2 == 0 ? kPlain : kMailed, next_++, 0, kBeforeMs)));
    }
    crowd.wait();
  }

  void run(const Group& group) {
    std::vector<std::pair<std::size_t, std::uint64_t>> order;
    for (std::size_t outcome = 0; outcome < group.outcomes.size(); ++outcome) {
      for (std::size_t i = 0; i < tries_; ++i) order.emplace_back(outcome, next_++);
    }
    std::shuffle(order.begin(), order.end(), random_);
    for (const auto& [outcome, signer] : order) prepare(group.campaign, group.outcomes[outcome], signer);
    prepared_.wait();
    set_prepared_status();
    std::vector<std::vector<double>> times(group.outcomes.size());
    for (const auto& [outcome, signer] : order) {
      times[outcome].push_back(time_us(operation(group.campaign, group.outcomes[outcome], signer)));
    }
    print(group, times);
  }

 private:
  Operation sign(NewSignature signature) {
    return [this, signature = std::move(signature)](SignCallback done) { store_.sign(signature, std::move(done)); };
  }

  void prepare(const char* campaign, const Outcome& outcome, std::uint64_t signer) {
    if (!outcome.before) return;
    for (std::uint8_t name = 0; name < outcome.names; ++name) {
      NewSignature signature = signature_of(campaign, signer, name, kBeforeMs);
      if (outcome.before == SignatureStatus::Pending) signature.status = SignatureStatus::Pending;
      if (outcome.before != signature.status) to_set_[signature.public_id] = *outcome.before;
      prepared_.add(sign(std::move(signature)));
    }
  }

  Operation operation(const char* campaign, const Outcome& outcome, std::uint64_t signer) {
    NewSignature signature = signature_of(campaign, signer, outcome.asked_name, kNowMs);
    if (outcome.ask == Ask::Sign) return sign(std::move(signature));
    if (outcome.ask == Ask::SendAgain) {
      return [this, signature = std::move(signature)](SignCallback done) {
        store_.send_again(signature.campaign, signature.dedupe_key, signature.mailbox, kNowMs, std::move(done));
      };
    }
    return [this, confirmation = confirmation_of(signature, outcome.ask)](SignCallback done) {
      store_.confirm(confirmation, std::move(done));
    };
  }

  void set_prepared_status() {
    for (const char* campaign : {kPlain, kMailed}) {
      std::optional<std::int64_t> before;
      while (!to_set_.empty()) {
        const Result<std::vector<SignatureRow>> rows = store_.signatures(campaign, before, limits::kSignaturePageRows);
        if (!rows || rows->empty()) break;
        before = rows->back().cursor;
        for (const SignatureRow& row : *rows) {
          const auto found = to_set_.find(row.public_id);
          if (found == to_set_.end()) continue;
          if (!store_.set_status({row.cursor, row.public_id}, found->second)) fail("a status was not set");
          to_set_.erase(found);
        }
      }
    }
  }

  static void print(const Group& group, const std::vector<std::vector<double>>& times) {
    const auto n = static_cast<double>(times.front().size());
    const double bound = 1.96 * std::sqrt((2 * n + 1) / (12 * n * n));
    std::printf("%s: P(longer than the first), %.0f tries each; %.3f to %.3f where there is no difference\n",
                group.name, n, 0.5 - bound, 0.5 + bound);
    for (std::size_t i = 0; i < times.size(); ++i) {
      std::printf("  %-18s median %8.1f us", group.outcomes[i].name, median(times[i]));
      if (i > 0) {
        const double p = longer(times[i], times.front());
        std::printf("   P %.3f%s", p, std::abs(p - 0.5) > bound ? "  *" : "");
      }
      std::printf("\n");
    }
  }

  Store& store_;
  const std::size_t tries_;
  std::uint64_t next_ = 1;
  std::mt19937_64 random_{20240501};
  Crowd prepared_;
  std::map<std::string, SignatureStatus> to_set_;
};

Group signing(const char* name, const char* campaign) {
  return {name,
          campaign,
          {{"new", {}},
           {"pending", SignatureStatus::Pending},
           {"confirmed", SignatureStatus::Confirmed},
           {"withdrawn", SignatureStatus::Withdrawn},
           {"ruled out", SignatureStatus::Invalid},
           {"fourth name", SignatureStatus::Confirmed, Ask::Sign, 3, 9}}};
}

Group confirming() {
  return {"Confirming by code",
          kMailed,
          {{"pending, wrong", SignatureStatus::Pending, Ask::ConfirmWrongly},
           {"never signed", {}, Ask::ConfirmWrongly},
           {"confirmed, wrong", SignatureStatus::Confirmed, Ask::ConfirmWrongly},
           {"withdrawn, right", SignatureStatus::Withdrawn, Ask::ConfirmRightly},
           {"pending, right", SignatureStatus::Pending, Ask::ConfirmRightly}}};
}

Group asking_again() {
  return {"Asking for the mail again",
          kMailed,
          {{"pending", SignatureStatus::Pending, Ask::SendAgain},
           {"never signed", {}, Ask::SendAgain},
           {"confirmed", SignatureStatus::Confirmed, Ask::SendAgain},
           {"withdrawn", SignatureStatus::Withdrawn, Ask::SendAgain}}};
}

std::unique_ptr<Store> open_store(const std::string& folder) {
  undersigned::store::SqliteOptions options;
  options.folder = folder;
  auto store = undersigned::store::open_sqlite_store(options, undersigned::store::Create::Yes);
  if (!store) fail("the store does not open");
  std::vector<Campaign> campaigns(2);
  campaigns[0].slug = kPlain;
  campaigns[1].slug = kMailed;
  if (!(*store)->import_campaigns(campaigns, {})) fail("the campaigns are not imported");
  return std::move(store).value();
}

std::size_t number(int argc, char** argv, int index, std::size_t otherwise) {
  return argc > index ? static_cast<std::size_t>(std::strtoul(argv[index], nullptr, 10)) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t tries = std::max<std::size_t>(number(argc, argv, 1, 1'000), 10);
  const std::size_t before = number(argc, argv, 2, 20'000);
  std::string folder = (argc > 3 ? std::string(argv[3]) : std::string(".")) + "/same-time-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) fail("no folder to work in");
  {
    const std::unique_ptr<Store> store = open_store(folder + "/data");
    Bench bench(*store, tries);
    bench.fill(before);
    bench.run(signing("Signing, no confirmation", kPlain));
    bench.run(signing("Signing, confirmed by mail", kMailed));
    bench.run(confirming());
    bench.run(asking_again());
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return 0;
}
