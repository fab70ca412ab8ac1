#include "server/store/sqlite/gathering.h"

#include <doctest/doctest.h>

#include <vector>

#include "server/limits.h"

namespace undersigned::store::sqlite {
namespace {

using namespace std::chrono_literals;

TEST_CASE("as many are waited for as were in the last batch, half as long as it took") {
  Gathering gathering;
  CHECK(gathering.wanted() == 1);
  gathering.batch_done(8, 600us);
  CHECK(gathering.wanted() == 8);
  CHECK(gathering.patience() == 300us);
}

TEST_CASE("nobody is waited for after one who signed alone") {
  Gathering gathering;
  gathering.batch_done(1, 600us);
  CHECK(gathering.wanted() == 1);
}

TEST_CASE("on a slow disk the wait is no longer than limits::kGatherTime") {
  Gathering gathering;
  gathering.batch_done(8, 20ms);
  CHECK(gathering.patience() == limits::kGatherTime);
}

TEST_CASE("a large batch is followed by the next at once") {
  Gathering gathering;
  gathering.batch_done(limits::kGatheredMax, 2ms);
  CHECK(gathering.wanted() == limits::kGatheredMax);
  gathering.batch_done(limits::kGatheredMax + 1, 2ms);
  CHECK(gathering.wanted() == 1);
}

TEST_CASE("where fewer come than before, fewer are waited for each time, until it is one") {
  Gathering gathering;
  gathering.batch_done(8, 600us);
  std::vector<std::size_t> wanted;
  while (gathering.wanted() > 1) {
    gathering.batch_done(1, 600us);
    wanted.push_back(gathering.wanted());
  }
  CHECK(wanted == std::vector<std::size_t>{6, 4, 3, 2, 1});
}

TEST_CASE("a batch that one came too late for does not leave them behind for good") {
  Gathering gathering;
  gathering.batch_done(8, 600us);
  gathering.batch_done(7, 600us);
  gathering.batch_done(8, 600us);
  CHECK(gathering.wanted() == 8);
}

}  // namespace
}  // namespace undersigned::store::sqlite
