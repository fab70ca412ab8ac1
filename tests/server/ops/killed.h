// Kills a process at a chosen one of its system calls.
#pragma once

#include <functional>

namespace undersigned::testing {

// Runs `work` in a child process, and kills it before its `nth` system call that changes a file or folder. False if it
// has made fewer, and has returned 0. Call it while no other thread runs.
bool killed_at(const std::function<int()>& work, int nth);

}  // namespace undersigned::testing
