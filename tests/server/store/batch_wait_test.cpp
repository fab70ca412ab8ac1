#include "server/store/sqlite/batch_wait.h"

#include <doctest/doctest.h>

#include <vector>

#include "server/limits.h"

namespace undersigned::store::sqlite {
namespace {

using namespace std::chrono_literals;

TEST_CASE("as many are waited for as were in the last batch, half as long as it took") {
  BatchWait wait;
  CHECK(wait.operations_wanted() == 1);
  wait.batch_done(8, 600us);
  CHECK(wait.operations_wanted() == 8);
  CHECK(wait.wait_max() == 300us);
}

TEST_CASE("nobody is waited for after one who signed alone") {
  BatchWait wait;
  wait.batch_done(1, 600us);
  CHECK(wait.operations_wanted() == 1);
}

TEST_CASE("on a slow disk the wait is no longer than limits::kGatherTime") {
  BatchWait wait;
  wait.batch_done(8, 20ms);
  CHECK(wait.wait_max() == limits::kBatchWaitMax);
}

TEST_CASE("a large batch is followed by the next at once") {
  BatchWait wait;
  wait.batch_done(limits::kBatchWaitOperationsMax, 2ms);
  CHECK(wait.operations_wanted() == limits::kBatchWaitOperationsMax);
  wait.batch_done(limits::kBatchWaitOperationsMax + 1, 2ms);
  CHECK(wait.operations_wanted() == 1);
}

TEST_CASE("where fewer come than before, fewer are waited for each time, until it is one") {
  BatchWait wait;
  wait.batch_done(8, 600us);
  std::vector<std::size_t> operations_wanted;
  while (wait.operations_wanted() > 1) {
    wait.batch_done(1, 600us);
    operations_wanted.push_back(wait.operations_wanted());
  }
  CHECK(operations_wanted == std::vector<std::size_t>{6, 4, 3, 2, 1});
}

TEST_CASE("a batch that one came too late for does not leave them behind for good") {
  BatchWait wait;
  wait.batch_done(8, 600us);
  wait.batch_done(7, 600us);
  wait.batch_done(8, 600us);
  CHECK(wait.operations_wanted() == 8);
}

}  // namespace
}  // namespace undersigned::store::sqlite
