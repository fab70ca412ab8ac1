#include "tests/faults/memory.h"
#include "tests/run/run_tests.h"

int main(int argc, char** argv) {
  undersigned::faults::install_failing_memory();
  return undersigned::testing::run_tests(argc, argv);
}
