#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "tests/faults/memory.h"

int main(int argc, char** argv) {
  undersigned::faults::install_failing_memory();
  return doctest::Context(argc, argv).run();
}
