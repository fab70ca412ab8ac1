// Runs a program's doctest cases as doctest's own main() does, but fails a run that executes no case and a case without
// an assertion. doctest counts both as a success: a filter that matches nothing, because of a typo or because CMake
// split it at a semicolon, would always pass.
//
// Programs without their own main() link `test_main`; others link `test_runner` and call this once. Returns the exit
// code. Not thread-safe.
#pragma once

namespace undersigned::testing {

int run_tests(int argc, char** argv);

}  // namespace undersigned::testing
