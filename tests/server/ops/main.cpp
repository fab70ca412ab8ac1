#include "server/base/log.h"
#include "tests/run/run_tests.h"

int main(int argc, char** argv) {
  undersigned::base::set_level(undersigned::base::LogLevel::Error);
  return undersigned::testing::run_tests(argc, argv);
}
