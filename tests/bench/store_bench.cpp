// Signatures acknowledged per second through Store::sign(), synchronous=FULL, beside the simplest thing SQLite can do:
// one loop that inserts the same columns into one table with the same unique index, 100 rows a commit. Both run in turn
// in one process, so the ratio holds where the disk or the neighbours change the figures.
//
// store_bench [signatures a run] [rounds] [rows there before] [folder]
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "server/store/sqlite/open.h"

namespace {

using undersigned::Campaign;
using undersigned::Result;
using undersigned::store::NewSignature;
using undersigned::store::Signed;
using undersigned::store::Store;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kRawRowsACommit = 100;

// Signatures as people make them: about 300 bytes, the deduplication key in random order.
class Signatures {
 public:
  std::vector<NewSignature> make(std::size_t count) {
    std::vector<NewSignature> made(count);
    for (NewSignature& signature : made) fill(signature);
    return made;
  }

 private:
  void fill(NewSignature& signature) {
    const std::string number = std::to_string(next_++);
    signature.campaign = "free-dontae-sharpe";
    for (std::uint8_t& byte : signature.dedupe_key) byte = static_cast<std::uint8_t>(random_());
    signature.public_id = text(26);
    signature.idempotency_key = text(32);
    signature.signature.name = "Aurelia Montgomery " + number;
    signature.signature.email = "aurelia.montgomery." + number + "@example.org";
    signature.signature.postcode = "27858";
    signature.signature.country = "US";
    signature.signature.text_version = "0123456789abcdef";
    signature.signature.consents = {"updates"};
    signature.source = {
        "tribune", "https://tribune.example", "https://tribune.example/news/2024/petition", "newsletter", "email",
        "launch"};
    signature.locale = "en";
    signature.time_ms = 1'700'000'000'000 + static_cast<std::int64_t>(next_);
  }

  std::string text(std::size_t size) {
    std::string made(size, 'a');
    for (char& c : made) c = static_cast<char>('a' + random_() % 26);
    return made;
  }

  std::mt19937_64 random_{20240501};
  std::size_t next_ = 0;
};

struct Figures {
  double per_second = 0;
  double median_ms = 0;
  double p99_ms = 0;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double at(std::vector<double> values, double part) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "store_bench: %s\n", what);
  std::exit(1);
}

// Signs all of them with at most `in_flight` unanswered.
Figures measure_store(Store& store, std::vector<NewSignature> signatures, std::size_t in_flight) {
  std::mutex mutex;
  std::condition_variable answered;
  std::size_t unanswered = 0;
  std::vector<double> latencies_ms(signatures.size());
  bool all_stored = true;

  const auto start = Clock::now();
  for (std::size_t i = 0; i < signatures.size(); ++i) {
    {
      std::unique_lock lock(mutex);
      answered.wait(lock, [&] { return unanswered < in_flight; });
      ++unanswered;
    }
    const auto sent = Clock::now();
    store.sign(std::move(signatures[i]), [&, i, sent](const Result<Signed>& result) {
      latencies_ms[i] = seconds_since(sent) * 1000;
      const std::lock_guard lock(mutex);
      all_stored = all_stored && result.ok();
      --unanswered;
      answered.notify_one();
    });
  }
  std::unique_lock lock(mutex);
  answered.wait(lock, [&] { return unanswered == 0; });
  const double seconds = seconds_since(start);
  if (!all_stored) fail("a signature was not stored");
  return {static_cast<double>(latencies_ms.size()) / seconds, at(latencies_ms, 0.5), at(latencies_ms, 0.99)};
}

class RawTable {
 public:
  explicit RawTable(const std::string& path) {
    check(sqlite3_open(path.c_str(), &database_));
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    run("PRAGMA cache_size=-65536");
    run("CREATE TABLE signature (id INTEGER PRIMARY KEY, campaign_id INTEGER, status INTEGER, time_ms INTEGER, partner "
        "TEXT,"
        " country TEXT, kind INTEGER, visibility INTEGER, dedupe_key BLOB, public_id TEXT, idempotency_key TEXT,"
        " text_version TEXT, locale TEXT, origin TEXT, page TEXT, utm_source TEXT, utm_medium TEXT, utm_campaign TEXT,"
        " name TEXT, organization TEXT, role TEXT, email TEXT, postcode TEXT, phone TEXT, comment TEXT, consent TEXT,"
        " UNIQUE (campaign_id, dedupe_key))");
    check(sqlite3_prepare_v2(
        database_,
        "INSERT INTO signature (campaign_id, status, time_ms, kind, visibility, dedupe_key, partner, country,"
        " public_id, idempotency_key, text_version, locale, origin, page, utm_source, utm_medium,"
        " utm_campaign, name, organization, role, email, postcode, phone, comment, consent)"
        " VALUES (1,1,?,0,2,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        -1, &insert_, nullptr));
  }
  RawTable(const RawTable&) = delete;
  RawTable& operator=(const RawTable&) = delete;
  ~RawTable() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }

  double measure(const std::vector<NewSignature>& signatures) {
    const auto start = Clock::now();
    for (std::size_t i = 0; i < signatures.size(); ++i) {
      if (i % kRawRowsACommit == 0) run("BEGIN");
      insert(signatures[i]);
      if ((i + 1) % kRawRowsACommit == 0 || i + 1 == signatures.size()) run("COMMIT");
    }
    return static_cast<double>(signatures.size()) / seconds_since(start);
  }

 private:
  void insert(const NewSignature& row) {
    const auto& checked = row.signature;
    const auto& source = row.source;
    const std::string none;
    sqlite3_bind_int64(insert_, 1, row.time_ms);
    sqlite3_bind_blob(insert_, 2, row.dedupe_key.data(), static_cast<int>(row.dedupe_key.size()), SQLITE_STATIC);
    int column = 3;
    for (const std::string* value :
         {&source.partner, &checked.country, &row.public_id, &row.idempotency_key, &checked.text_version, &row.locale,
          &source.origin, &source.page, &source.utm_source, &source.utm_medium, &source.utm_campaign, &checked.name,
          &checked.organization, &checked.role, &checked.email, &checked.postcode, &checked.phone, &checked.comment,
          checked.consents.empty() ? &none : &checked.consents.front()}) {
      sqlite3_bind_text(insert_, column++, value->data(), static_cast<int>(value->size()), SQLITE_STATIC);
    }
    if (sqlite3_step(insert_) != SQLITE_DONE) fail("raw insert failed");
    sqlite3_reset(insert_);
  }

  void run(const char* sql) { check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
  static void check(int code) {
    if (code != SQLITE_OK) fail("raw SQLite failed");
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

std::unique_ptr<Store> open_store(const std::string& folder) {
  undersigned::store::SqliteOptions options;
  options.folder = folder;
  auto store = undersigned::store::open_sqlite_store(options, undersigned::store::Create::Yes);
  if (!store) fail("the store does not open");
  Campaign campaign;
  campaign.slug = "free-dontae-sharpe";
  campaign.title = "Free Dontae Sharpe";
  if (!(*store)->import_campaigns({campaign}, {})) fail("the campaign is not imported");
  return std::move(store).value();
}

std::size_t number(int argc, char** argv, int index, std::size_t otherwise) {
  return argc > index ? static_cast<std::size_t>(std::strtoul(argv[index], nullptr, 10)) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = std::max<std::size_t>(number(argc, argv, 1, 30'000), 100);
  const std::size_t rounds = std::max<std::size_t>(number(argc, argv, 2, 3), 1);
  const std::size_t before = number(argc, argv, 3, 0);
  std::string folder = (argc > 4 ? std::string(argv[4]) : std::string(".")) + "/store-bench-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) fail("no folder to work in");

  const std::vector<std::size_t> in_flight{1, 64, 256, 1000};
  std::vector<std::vector<double>> rates(in_flight.size());
  std::vector<std::vector<double>> ratios(in_flight.size());
  std::vector<std::vector<double>> medians(in_flight.size());
  std::vector<std::vector<double>> p99s(in_flight.size());
  std::vector<double> raw_rates;
  {
    Signatures signatures;
    const std::unique_ptr<Store> store = open_store(folder + "/data");
    RawTable raw(folder + "/raw.db");
    for (std::size_t made = 0; made < before; made += count) {
      raw.measure(signatures.make(count));
      measure_store(*store, signatures.make(count), 1000);
    }
    for (std::size_t round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < in_flight.size(); ++i) {
        raw_rates.push_back(raw.measure(signatures.make(count)));
        const std::size_t signed_count = in_flight[i] == 1 ? count / 4 : count;
        const Figures figures = measure_store(*store, signatures.make(signed_count), in_flight[i]);
        rates[i].push_back(figures.per_second);
        ratios[i].push_back(figures.per_second / raw_rates.back());
        medians[i].push_back(figures.median_ms);
        p99s[i].push_back(figures.p99_ms);
      }
    }
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);

  std::printf("store: signatures acknowledged, synchronous=FULL, %zu rows before, medians of %zu rounds of %zu\n",
              before, rounds, count);
  std::printf("  %-28s %10.0f /s\n", "raw SQLite, 100 a commit", at(raw_rates, 0.5));
  for (std::size_t i = 0; i < in_flight.size(); ++i) {
    std::printf("  Store::sign, %4zu in flight   %10.0f /s   ratio %.2f   median %6.2f ms   p99 %6.2f ms\n",
                in_flight[i], at(rates[i], 0.5), at(ratios[i], 0.5), at(medians[i], 0.5), at(p99s[i], 0.5));
  }
  return 0;
}
