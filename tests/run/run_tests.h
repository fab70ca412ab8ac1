// Runs a program's doctest cases, as doctest's own main() does, but a run that executes no case fails, and so does a
// case without an assertion. doctest calls both a success: a filter that matches nothing, mistyped or split by CMake at
// a semicolon, would be green for ever.
//
// Programs without a main() of their own link `test_main`; the others link `test_runner` and call this once. Returns
// the exit code. Not thread-safe.
#pragma once

namespace undersigned::testing {

int run_tests(int argc, char** argv);

}  // namespace undersigned::testing
