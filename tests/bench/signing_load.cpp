#include "tests/bench/signing_load.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "server/limits.h"

namespace undersigned::bench {
namespace {

using store::NewSignature;
using store::Signed;
using store::Store;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kRawRowsACommit = 100;
constexpr std::size_t kFillRows = 100'000;

// SQLite's settings while a file is filled: no syncs, and every page in memory.
constexpr char kFilling[] =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000; PRAGMA locking_mode = "
    "EXCLUSIVE";

void check(int code) {
  if (code != SQLITE_OK) fail("SQLite failed");
}

void execute(sqlite3* database, const std::string& sql) {
  char* words = nullptr;
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &words) != SQLITE_OK) fail(words);
}

// A table expression `made (n)` of the numbers from `first` on.
std::string numbers(std::size_t first, std::size_t count) {
  return " WITH RECURSIVE made (n) AS (SELECT " + std::to_string(first) +
         " UNION ALL SELECT n + 1 FROM made WHERE n < " + std::to_string(first + count - 1) + ") ";
}

std::int64_t integer(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(database, sql, -1, &statement, nullptr));
  if (sqlite3_step(statement) != SQLITE_ROW) fail("SQLite gives no number");
  const std::int64_t value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

}  // namespace

void fail(const char* what) {
  std::fprintf(stderr, "%s\n", what);
  std::exit(1);
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double at(std::vector<double> values, double part) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

std::vector<NewSignature> Signatures::make(std::size_t count) {
  std::vector<NewSignature> made(count);
  for (NewSignature& signature : made) fill(signature);
  return made;
}

void Signatures::fill(NewSignature& signature) {
  const std::string number = std::to_string(next_++);
  signature.campaign = kCampaign;
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

std::string Signatures::text(std::size_t size) {
  std::string made(size, 'a');
  for (char& c : made) c = static_cast<char>('a' + random_() % 26);
  return made;
}

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

RawTable::RawTable(const std::string& path) {
  check(sqlite3_open(path.c_str(), &database_));
  run("PRAGMA journal_mode=WAL");
  run("PRAGMA synchronous=FULL");
  run("PRAGMA cache_size=-65536");
  run("CREATE TABLE IF NOT EXISTS signature (id INTEGER PRIMARY KEY, campaign_id INTEGER, status INTEGER, time_ms "
      "INTEGER, partner "
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

RawTable::~RawTable() {
  sqlite3_finalize(insert_);
  sqlite3_close(database_);
}

double RawTable::measure(const std::vector<NewSignature>& signatures) {
  const auto start = Clock::now();
  for (std::size_t i = 0; i < signatures.size(); ++i) {
    if (i % kRawRowsACommit == 0) run("BEGIN");
    insert(signatures[i]);
    if ((i + 1) % kRawRowsACommit == 0 || i + 1 == signatures.size()) run("COMMIT");
  }
  return static_cast<double>(signatures.size()) / seconds_since(start);
}

void RawTable::insert(const NewSignature& row) {
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

void RawTable::fill(std::size_t rows) {
  run(kFilling);
  for (std::size_t first = 0; first < rows; first += kFillRows) {
    execute(
        database_,
        "INSERT INTO signature (campaign_id, status, time_ms, kind, visibility, dedupe_key, partner, country,"
        " public_id, idempotency_key, text_version, locale, origin, page, utm_source, utm_medium, utm_campaign, name,"
        " organization, role, email, postcode, phone, comment, consent)" +
            numbers(first, std::min(kFillRows, rows - first)) +
            "SELECT 1, 1, 1700000000000 + n, 0, 2, randomblob(16), 'tribune', 'US', lower(hex(randomblob(13))),"
            " lower(hex(randomblob(16))), '0123456789abcdef', 'en', 'https://tribune.example',"
            " 'https://tribune.example/news/2024/petition', 'newsletter', 'email', 'launch', 'Aurelia Montgomery ' || "
            "n, '', '',"
            " 'aurelia.montgomery.' || n || '@example.org', '27858', '', '', 'updates' FROM made");
  }
}

void RawTable::run(const char* sql) {
  check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr));
}

void fill_store(const std::string& folder, std::size_t rows) {
  sqlite3* database = nullptr;
  check(sqlite3_open((folder + "/undersigned.db").c_str(), &database));
  execute(database, kFilling);
  const auto before = static_cast<std::size_t>(integer(database, "SELECT coalesce(max(id), 0) FROM signature"));
  // The newest signatures are not in an index yet, as in a file after long use (signer_index.h).
  const std::string merged_to = std::to_string(before + rows - std::min(rows, limits::kRecentSignersMax));
  for (std::size_t first = before + 1; first <= before + rows; first += kFillRows) {
    const std::string made = numbers(first, std::min(kFillRows, before + rows + 1 - first));
    execute(database, "BEGIN");
    execute(database,
            "INSERT INTO signature (id, campaign_id, status, time_ms, partner, country, kind, visibility, dedupe_key,"
            " public_id, idempotency_key, text_version, locale, origin, page, utm_source, utm_medium, utm_campaign)" +
                made +
                "SELECT n, 1, 1, 1700000000000 + n, 'tribune', 'US', 0, 2, randomblob(16), lower(hex(randomblob(13))),"
                " lower(hex(randomblob(16))), '0123456789abcdef', 'en', 'https://tribune.example',"
                " 'https://tribune.example/news/2024/petition', 'newsletter', 'email', 'launch' FROM made");
    execute(
        database,
        "INSERT INTO person (signature_id, name, organization, role, email, postcode, phone, comment)" + made +
            "SELECT n, 'Aurelia Montgomery ' || n, '', '', 'aurelia.montgomery.' || n || '@example.org', '27858', '',"
            " '' FROM made");
    execute(database,
            "INSERT INTO signer (dedupe_key, campaign_id, signature_id)"
            " SELECT dedupe_key, campaign_id, id FROM signature WHERE id BETWEEN " +
                std::to_string(first) + " AND min(" + merged_to + ", " + std::to_string(first + kFillRows - 1) +
                ") ORDER BY dedupe_key");
    execute(database, "INSERT INTO consent (signature_id, purpose, text_version, time_ms)" + made +
                          "SELECT n, 'updates', '0123456789abcdef', 1700000000000 + n FROM made");
    execute(database, "COMMIT");
  }
  execute(database, "UPDATE signer_progress SET merged_to = " + merged_to);
  const std::string since = " FROM signature WHERE id > " + std::to_string(before) + " GROUP BY 1, 2, 3";
  for (const char* counter : {"0, status", "1, time_ms / 3600000", "2, partner", "3, country", "4, utm_source"}) {
    execute(database, "INSERT INTO counter (campaign_id, series, bucket, signatures) SELECT campaign_id, " +
                          std::string(counter) + ", count(*)" + since +
                          " ON CONFLICT (campaign_id, series, bucket) DO UPDATE SET signatures = signatures +"
                          " excluded.signatures");
  }
  execute(database, "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL");
  sqlite3_close(database);
}

std::unique_ptr<Store> open_store(const std::string& folder) {
  store::SqliteOptions options;
  options.folder = folder;
  auto store = store::open_sqlite_store(options, store::Create::Yes);
  if (!store) fail("the store does not open");
  Campaign campaign;
  campaign.slug = "free-dontae-sharpe";
  campaign.title = "Free Dontae Sharpe";
  if (!(*store)->import_campaigns({campaign}, {})) fail("the campaign is not imported");
  return std::move(store).value();
}

}  // namespace undersigned::bench
