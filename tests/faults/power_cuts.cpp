#include "tests/faults/power_cuts.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <optional>
#include <string>

#include "server/store/data_folder.h"
#include "server/store/sqlite/open.h"
#include "tests/faults/clients.h"
#include "tests/faults/judge.h"
#include "tests/server/temporary_folder.h"

namespace undersigned::faults {
namespace {

constexpr int kCutsPerRun = 25;
// Small, so that checkpoints and log resets happen every few groups, and signers move from memory to the table.
constexpr int kLogPagesMax = 60;
constexpr std::size_t kRecentSignersMax = 20;

class PowerCutRun {
 public:
  PowerCutRun(const PowerCuts& options, std::uint64_t seed, const std::string& folder, std::ostream& log)
      : random_(seed), folder_(folder) {
    vfs_.set_syncing(options.syncing);
    judged_.database = folder + "/" + store::kDatabaseFile;
    judged_.vfs = vfs_.name();
    judged_.complain = [&log, seed](std::string_view line) {
      log << "power cuts, run " << seed << ": " << line << '\n';
    };
  }

  Tally run() {
    while (tally_.points < kCutsPerRun) {
      run_until_cut();
      if (random_.once_in(4)) cut_while_recovering();
      reopen_and_check(random_.once_in(2) ? Shutdown::Close : Shutdown::Kill);
    }
    finish_and_check();
    tally_.acknowledged = clients_.acknowledged();
    return tally_;
  }

 private:
  enum class Shutdown : std::uint8_t { Close, Kill };

  std::unique_ptr<store::Store> open() {
    store::SqliteOptions options;
    options.folder = folder_;
    options.vfs = vfs_.name();
    options.log_pages_max = kLogPagesMax;
    options.recent_signers_max = kRecentSignersMax;
    options.forget_cache = [this](const std::string& file) { return vfs_.forget_cache(file); };
    auto store = store::open_sqlite_store(options, store::Create::Yes);
    return store ? std::move(store).value() : nullptr;
  }

  void run_until_cut() {
    vfs_.cut_after(1 + random_.below(random_.once_in(6) ? 40 : 600));
    if (std::unique_ptr<store::Store> store = open(); store != nullptr && clients_.prepare(*store)) {
      const std::size_t groups = 1 + random_.below(12);
      for (std::size_t i = 0; i < groups && !vfs_.is_cut(); ++i) {
        if (random_.once_in(6)) hold_log_back();
        if (random_.once_in(12)) write_beside();
        clients_.play(*store, random_);
        if (random_.once_in(2)) reader_.reset();
      }
      if (random_.once_in(2)) vfs_.cut_after(0);  // while nothing is running
    }
    end(random_.once_in(8) ? ProcessEnd::Killed : ProcessEnd::PowerCut);
  }

  void cut_while_recovering() {
    vfs_.cut_after(1 + random_.below(20));
    open();
    end(ProcessEnd::PowerCut);
  }

  // Whatever was running has ended, or has closed its files.
  void end(ProcessEnd end) {
    vfs_.cut_after(0);
    reader_.reset();
    vfs_.restart(end, random_);
    if (end == ProcessEnd::PowerCut) ++tally_.points;
  }

  void reopen_and_check(Shutdown shutdown) {
    std::unique_ptr<store::Store> store = open();
    if (store == nullptr) {
      ++tally_.otherwise_wrong;
      judged_.complain("the store does not open");
      return;
    }
    judge(judged_, *store, clients_, tally_);
    if (shutdown == Shutdown::Kill) vfs_.cut_after(0);
    store.reset();
    vfs_.restart(ProcessEnd::Killed, random_);
  }

  void finish_and_check() {
    std::unique_ptr<store::Store> store = open();
    if (store == nullptr) return;  // already reported
    const bool answered = clients_.prepare(*store) && clients_.retry(*store);
    if (!answered) {
      ++tally_.otherwise_wrong;
      judged_.complain("somebody is not answered on a disk that works");
    }
    judge(judged_, *store, clients_, tally_);
  }

  // A reader in the middle of its rows: while it is there, later commits cannot be checkpointed and the log cannot be
  // reset.
  void hold_log_back() {
    try {
      reader_.emplace(judged_.database, SQLite::OPEN_READONLY, 0, judged_.vfs);
      reader_->exec("BEGIN; SELECT count(*) FROM signature;");
    } catch (const SQLite::Exception&) {
      reader_.reset();  // the power is off
    }
  }

  // A second process that writes while the server is running.
  void write_beside() {
    const std::unique_ptr<store::Store> second = open();
    if (second != nullptr && clients_.prepare(*second)) clients_.play(*second, random_);
  }

  Random random_;
  const std::string folder_;
  DiskVfs vfs_;
  JudgedStore judged_;
  Clients clients_;
  Tally tally_;
  std::optional<SQLite::Database> reader_;
};

}  // namespace

Tally run_power_cuts(const PowerCuts& options, std::ostream& log) {
  Tally sum;
  for (std::uint64_t seed = options.seed; sum.points < options.cuts; ++seed) {
    const testing::TemporaryFolder temporary;
    sum += PowerCutRun(options, seed, temporary.file("data"), log).run();
  }
  return sum;
}

}  // namespace undersigned::faults
