#include "tests/faults/io_sweep.h"

#include <memory>
#include <utility>

#include "server/store/data_folder.h"
#include "server/store/sqlite/open.h"
#include "tests/faults/clients.h"
#include "tests/faults/judge.h"
#include "tests/faults/memory.h"
#include "tests/server/temporary_folder.h"

namespace undersigned::faults {
namespace {

constexpr int kLogPagesMax = 60;
constexpr std::size_t kRecentSignersMax = 20;
constexpr int kGroups = 5;

// When the fault occurs, and what happens to the process after it.
enum class FaultTarget : std::uint8_t { RunningStore, OpeningStore };
enum class AfterFault : std::uint8_t { GoesOn, StartsAgain, PowerCutWhileStarting };

struct Scenario {
  const char* name;
  FaultTarget target;
  AfterFault afterwards;
};

// One N: a store with some history, the fault, and what follows.
class SweepRun {
 public:
  SweepRun(const Sweep& sweep, const Scenario& scenario, std::size_t nth, std::uint64_t seed, const std::string& folder,
           std::ostream& log)
      : sweep_(sweep), scenario_(scenario), nth_(nth), random_(seed), chance_(seed + nth), folder_(folder) {
    judged_.database = folder + "/" + store::kDatabaseFile;
    judged_.vfs = vfs_.name();
    judged_.complain = [&log, &sweep, scenario, nth, seed](std::string_view line) {
      log << sweep.name << ", number " << nth << ", seed " << seed << ", scenario " << scenario.name << ": " << line
          << '\n';
    };
  }

  Tally run() {
    fail_while_working();
    if (!fault_hit_) return tally_;
    ++tally_.points;
    recover();
    end(ProcessEnd::PowerCut);
    reopen_and_check();
    end(ProcessEnd::Killed);
    reopen_and_check();
    end(ProcessEnd::PowerCut);
    tally_.acknowledged = clients_.acknowledged();
    return tally_;
  }

  [[nodiscard]] bool fault_hit() const { return fault_hit_; }

 private:
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

  // A database that was opened, closed and killed before, so that there is a log to recover from.
  void fail_while_working() {
    store_ = open();
    must(store_ != nullptr && clients_.prepare(*store_), "cannot be made");
    clients_.play(*store_, random_);
    judge(judged_, *store_, clients_, tally_);
    if (scenario_.target == FaultTarget::OpeningStore) end(ProcessEnd::Killed);

    begin_to_fail();
    if (store_ == nullptr) store_ = open();
    for (int i = 0; i < kGroups && store_ != nullptr; ++i) {
      clients_.play(*store_, random_);
      if (sweep_.reads_go_on) must(store_->counts().ok(), "does not read while the disk refuses to write");
    }
    fault_hit_ = sweep_.of_memory ? memory_has_failed() : vfs_.has_failed();
    vfs_.repair();
    free_memory();
  }

  void begin_to_fail() {
    if (sweep_.of_memory) return fail_memory(nth_, sweep_.fault.duration);
    Fault fault = sweep_.fault;
    fault.nth = nth_;
    vfs_.fail(fault);
  }

  // By itself, or by an operator who restarts it, so that it knows only what the cache contains.
  void recover() {
    if (scenario_.afterwards != AfterFault::GoesOn) end(ProcessEnd::Killed);
    if (scenario_.afterwards == AfterFault::PowerCutWhileStarting) {
      vfs_.cut_after(1 + chance_.below(60));
      store_ = open();
      end(ProcessEnd::PowerCut);
    }
    if (store_ == nullptr) store_ = open();
    must(store_ != nullptr, "does not open once the disk is back");
    if (store_ == nullptr) return;
    if (chance_.once_in(2)) judge(judged_, *store_, clients_, tally_);
    clients_.play(*store_, random_);
    must(answered(), "does not recover once the disk is back");
    judge(judged_, *store_, clients_, tally_);
  }

  bool answered() { return clients_.prepare(*store_) && clients_.retry(*store_); }

  void reopen_and_check() {
    store_ = open();
    must(store_ != nullptr, "does not open again");
    if (store_ == nullptr) return;
    judge(judged_, *store_, clients_, tally_);
    clients_.play(*store_, random_);
    must(answered(), "does not answer after it was opened again");
  }

  void end(ProcessEnd end) {
    vfs_.cut_after(0);
    store_.reset();
    vfs_.restart(end, chance_);
  }

  void must(bool right, std::string_view otherwise) {
    if (right) return;
    ++tally_.otherwise_wrong;
    judged_.complain(std::string("the store ").append(otherwise));
  }

  const Sweep& sweep_;
  const Scenario scenario_;
  const std::size_t nth_;
  Random random_;  // of the traffic: the same for every N, so that N goes through all of it
  Random chance_;
  const std::string folder_;
  DiskVfs vfs_;
  JudgedStore judged_;
  Clients clients_;
  Tally tally_;
  bool fault_hit_ = false;
  std::unique_ptr<store::Store> store_;
};

}  // namespace

std::vector<Sweep> all_sweeps() {
  constexpr Operations kWriting = kChangingOperations;
  constexpr auto kOnce = FaultDuration::Once;
  constexpr auto kOn = FaultDuration::UntilRepaired;
  return {
      {"any operation fails, once", {kEveryOperation, 1, FaultResult::IoError, kOnce}},
      {"any operation fails, until repaired", {kEveryOperation, 1, FaultResult::IoError, kOn}},
      {"reading fails, until repaired", {kRead | kLook, 1, FaultResult::IoError, kOn}},
      {"writing fails, until repaired", {kWriting, 1, FaultResult::IoError, kOn}, true},
      {"the disk is full, once", {kWrite, 1, FaultResult::Full, kOnce}, true},
      {"the disk is full, until there is room", {kWrite, 1, FaultResult::Full, kOn}, true},
      {"half a write, once", {kWrite, 1, FaultResult::HalfWritten, kOnce}, true},
      {"half a write, until repaired", {kWrite, 1, FaultResult::HalfWritten, kOn}, true},
      {"a sync fails and loses its pages, once", {kSync, 1, FaultResult::IoError, kOnce, FailedSync::Lost}, true},
      {"syncs fail and lose pages, until repaired", {kSync, 1, FaultResult::IoError, kOn, FailedSync::Lost}, true},
      {"a sync fails and takes its pages back, once",
       {kSync, 1, FaultResult::IoError, kOnce, FailedSync::Reverted},
       true},
      {"syncs fail and take pages back, until repaired",
       {kSync, 1, FaultResult::IoError, kOn, FailedSync::Reverted},
       true},
      {"another process holds the lock, once", {kLock, 1, FaultResult::Busy, kOnce}},
      {"another process holds the lock, for long", {kLock, 1, FaultResult::Busy, kOn}},
      {"SQLite's memory runs out, once", {0, 1, FaultResult::IoError, kOnce}, false, true},
      {"SQLite's memory runs out, until there is some", {0, 1, FaultResult::IoError, kOn}, false, true},
  };
}

Tally run_sweep(const Sweep& sweep, const Steps& steps, std::uint64_t seed, std::ostream& log) {
  constexpr Scenario kScenarios[] = {
      {"running", FaultTarget::RunningStore, AfterFault::GoesOn},
      {"running, started again", FaultTarget::RunningStore, AfterFault::StartsAgain},
      {"running, power cut while it starts again", FaultTarget::RunningStore, AfterFault::PowerCutWhileStarting},
      {"opening", FaultTarget::OpeningStore, AfterFault::GoesOn},
      {"opening, started again", FaultTarget::OpeningStore, AfterFault::StartsAgain}};
  Tally sum;
  const testing::TemporaryFolder temporary;
  for (const Scenario& scenario : kScenarios) {
    bool fault_hit = true;
    for (std::size_t nth = steps.first; fault_hit; nth += steps.step) {
      SweepRun sweep_run(sweep, scenario, nth, seed, temporary.file("data"), log);
      sum += sweep_run.run();
      fault_hit = sweep_run.fault_hit();
    }
  }
  return sum;
}

}  // namespace undersigned::faults
