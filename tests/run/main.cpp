#include "tests/run/run_tests.h"

int main(int argc, char** argv) {
  return undersigned::testing::run_tests(argc, argv);
}
