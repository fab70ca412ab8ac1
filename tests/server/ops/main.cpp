#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "server/ops/log.h"

int main(int argc, char** argv) {
  undersigned::ops::set_level(undersigned::config::LogLevel::Error);
  doctest::Context context(argc, argv);
  return context.run();
}
