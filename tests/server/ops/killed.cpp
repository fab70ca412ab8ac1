#include "tests/server/ops/killed.h"

#include <doctest/doctest.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <iterator>

namespace undersigned::testing {
namespace {

constexpr std::uint64_t kChanging[] = {
    SYS_write,     SYS_pwrite64, SYS_sendfile, SYS_ftruncate, SYS_fsync,
    SYS_fdatasync, SYS_linkat,   SYS_unlinkat, SYS_renameat,
#ifdef SYS_rename
    SYS_rename,    SYS_link,     SYS_unlink,
#endif
};

bool begins_a_change(pid_t child) {
  __ptrace_syscall_info info{};
  if (ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) <= 0) return false;
  return info.op == PTRACE_SYSCALL_INFO_ENTRY &&
         std::find(std::begin(kChanging), std::end(kChanging), info.entry.nr) != std::end(kChanging);
}

[[noreturn]] void run_traced(const std::function<int()>& work) {
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(1);
  raise(SIGSTOP);
  _exit(work());
}

}  // namespace

bool killed_at(const std::function<int()>& work, int nth) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) run_traced(work);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSTOPPED(status));
  REQUIRE(ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) == 0);
  int changes = 0;
  for (;;) {
    REQUIRE(ptrace(PTRACE_SYSCALL, child, nullptr, nullptr) == 0);
    REQUIRE(waitpid(child, &status, 0) == child);
    if (!WIFSTOPPED(status)) break;
    const bool of_call = WSTOPSIG(status) == (SIGTRAP | 0x80);
    if (!of_call || !begins_a_change(child) || ++changes < nth) continue;
    kill(child, SIGKILL);
    REQUIRE(waitpid(child, &status, 0) == child);
    return true;
  }
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 0);
  return false;
}

}  // namespace undersigned::testing
