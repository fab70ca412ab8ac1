#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <map>
#include <set>

#include "tests/server/store/fixture.h"

extern char** environ;  // NOLINT: POSIX names it

namespace undersigned::store::testing {
namespace {

// crash_writer, from start to kill -9.
class KilledWriter {
 public:
  KilledWriter(const std::string& folder, std::uint64_t first_signer) {
    std::array<int, 2> pipe_ends{};
    REQUIRE(pipe2(pipe_ends.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    std::string program = CRASH_WRITER;
    std::string folder_text = folder;
    std::string first_text = std::to_string(first_signer);
    std::array<char*, 4> arguments{program.data(), folder_text.data(), first_text.data(), nullptr};
    REQUIRE(posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    close(pipe_ends[1]);
    acknowledgements_ = pipe_ends[0];
  }
  KilledWriter(const KilledWriter&) = delete;
  KilledWriter& operator=(const KilledWriter&) = delete;
  ~KilledWriter() { close(acknowledgements_); }

  // Kills it after `count` acknowledgements and returns the acknowledged signers.
  std::set<std::uint64_t> kill_after(std::size_t count) {
    std::set<std::uint64_t> signers;
    while (signers.size() < count) REQUIRE(read_one(signers));
    kill(process_, SIGKILL);
    while (read_one(signers)) {
    }
    int status = 0;
    REQUIRE(waitpid(process_, &status, 0) == process_);
    REQUIRE(WIFSIGNALED(status));
    return signers;
  }

 private:
  bool read_one(std::set<std::uint64_t>& signers) {
    std::uint64_t signer = 0;
    if (read(acknowledgements_, &signer, sizeof(signer)) != sizeof(signer)) return false;
    signers.insert(signer);
    return true;
  }

  pid_t process_ = 0;
  int acknowledgements_ = -1;
};

TEST_CASE(
    "after kill -9 what was acknowledged is there, once: signatures, confirmations, mails, and the counts are right") {
  Fixture fixture;
  std::set<std::uint64_t> acknowledged;
  std::uint64_t first_signer = 0;
  std::int64_t mailed_before = 0;  // the mails of the signatures up to this one were sent in an earlier round
  for (const std::size_t count : std::initializer_list<std::size_t>{1, 700, 2'500}) {
    fixture.store.reset();
    KilledWriter writer(fixture.folder, first_signer);
    acknowledged.merge(writer.kill_after(count));
    first_signer = *acknowledged.rbegin() + 1'000;

    fixture.reopen();
    std::map<std::string, int> times_there;
    std::map<std::int64_t, MailKind> mail_expected;
    for (const SignatureRow& row : all_rows(*fixture.store)) {
      const bool confirmed = row.status == SignatureStatus::Confirmed;
      const bool odd = (row.public_id.back() - '0') % 2 != 0;
      if (confirmed) ++times_there[row.public_id];
      if (odd) mail_expected[row.cursor] = confirmed ? MailKind::Confirmed : MailKind::Confirm;
    }
    for (const std::uint64_t signer : acknowledged) CHECK(times_there[public_id_of(signer)] == 1);
    CHECK(counts_of(*fixture.store).confirmed == times_there.size());
    CHECK(counts_are_right(*fixture.store));
    std::map<std::int64_t, std::vector<MailKind>> mails;
    for (const WaitingMail& mail : take_mails(*fixture.store)) mails[mail.cursor].push_back(mail.kind);
    for (const auto& [cursor, kind] : mail_expected) {
      if (cursor > mailed_before) CHECK(mails[cursor] == std::vector<MailKind>{kind});
    }
    if (!mail_expected.empty()) mailed_before = mail_expected.rbegin()->first;

    // The clients whose answer was lost try again.
    const std::uint64_t before = counts_of(*fixture.store).confirmed;
    for (const std::uint64_t signer : {*acknowledged.begin(), *acknowledged.rbegin()}) {
      CHECK(sign(*fixture.store, a_signature(signer))->outcome == SignOutcome::AlreadyThere);
    }
    CHECK(counts_of(*fixture.store).confirmed == before);
  }
}

}  // namespace
}  // namespace undersigned::store::testing
