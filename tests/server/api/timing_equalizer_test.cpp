#include "server/api/timing_equalizer.h"

#include <doctest/doctest.h>

#include "server/limits.h"
#include "tests/server/app/fixture.h"

namespace undersigned::testing {
namespace {

using namespace std::chrono_literals;
using api::TimingEqualizer;
using Time = TimingEqualizer::Time;

constexpr Time kStart{1h};
constexpr TimingEqualizer::Duration kCommit = 1600us;

// Commits of a writer, each of which takes kCommit.
struct Groups {
  Time next(Time begun, std::size_t operations = 1) {
    return clock.time_for_group({++number, operations, begun, kCommit});
  }

  TimingEqualizer clock;
  std::uint64_t number = 0;
};

TEST_CASE("everything in a group is answered at one time, after what a commit takes and the work of each") {
  Groups groups;
  const Time time = groups.next(kStart);
  CHECK(time >= kStart + kCommit - kCommit / 256 + limits::kEqualizedGroupTime);
  CHECK(groups.clock.time_for_group({1, 1, kStart, kCommit}) == time);
}

TEST_CASE("how long a commit took does not show") {
  Groups a;
  Groups b;
  for (int i = 0; i < 100; ++i) {
    a.next(kStart + i * 10ms);
    b.next(kStart + i * 10ms);
  }
  const Time begun = kStart + 2s;
  const Time quick = a.clock.time_for_group({101, 1, begun, 1500us});
  const Time slow = b.clock.time_for_group({101, 1, begun, 1580us});
  CHECK(quick == slow);
}

TEST_CASE("nor does it from the group behind it, as long as the writer is no slower than its clock") {
  Groups a;
  Groups b;
  a.next(kStart);
  b.next(kStart);
  const Time after_quick = a.next(kStart + 1610us);
  const Time after_slow = b.next(kStart + 1680us);
  CHECK(after_quick == after_slow);
}

TEST_CASE("a group is never held back by more than the time of two") {
  Groups groups;
  Time last{};
  for (int i = 0; i < 100; ++i) last = groups.next(kStart + i * 1us);
  const TimingEqualizer::Duration commit = kCommit + kCommit / 8;  // an estimate may be this much higher
  CHECK(last <= kStart + 99us + 2 * (commit + limits::kEqualizedGroupTime + limits::kEqualizedOperationTime));
}

TEST_CASE("a large group is answered as soon as it is committed") {
  Groups groups;
  CHECK(groups.next(kStart, limits::kEqualizedGroupMax + 1) == kStart);
}

TEST_CASE("the disk's time is learned: up and down, and little from one stall") {
  Groups groups;
  groups.next(kStart);
  Time begun = kStart;
  const auto held = [&](TimingEqualizer::Duration commit, int times) {
    Time time{};
    for (int i = 0; i < times; ++i) {
      begun += 1s;
      time = groups.clock.time_for_group({++groups.number, 1, begun, commit});
    }
    return time - begun;
  };
  const auto before = held(kCommit, 100);
  CHECK(held(100 * kCommit, 1) < before + before / 8);
  CHECK(held(4 * kCommit, 200) > 4 * kCommit);
  CHECK(held(kCommit, 2'000) < 2 * kCommit);
}

TEST_CASE("a step begins when something is asked") {
  constexpr TimingEqualizer::Duration step = limits::kReplyStep;
  CHECK(TimingEqualizer::end_of_step(kStart, kStart) == kStart + step);
  CHECK(TimingEqualizer::end_of_step(kStart, kStart + step - 1ns) == kStart + step);
  CHECK(TimingEqualizer::end_of_step(kStart, kStart + step) == kStart + 2 * step);
}

TEST_CASE("what a person asks for once is answered no sooner than a step later") {
  const App app;
  for (const char* path : {"/v1/campaigns/checked/confirmations", "/v1/campaigns/checked/confirmations/again",
                           "/p/checked/confirm", "/p/checked/again", "/confirm", "/my", "/my/code"}) {
    CAPTURE(path);
    const auto asked = std::chrono::steady_clock::now();
    app.post(path, "name=Ana&email=ana@example.org&code=123456&c=checked&t=1-abc",
             {"Origin: http://localhost:" + std::to_string(app.service().port())});
    CHECK(std::chrono::steady_clock::now() - asked >= limits::kReplyStep);
  }
}

}  // namespace
}  // namespace undersigned::testing
