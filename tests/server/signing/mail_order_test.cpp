#include "server/signing/mail_order.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "server/limits.h"

using namespace undersigned;
using signing::MailOrder;

namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::int64_t kNow = 20'000 * kDayMs + kDayMs / 2;  // noon

// How many of `numbers` come before `number`.
std::int64_t before(const std::vector<std::int64_t>& numbers, std::int64_t number) {
  return std::count_if(numbers.begin(), numbers.end(), [number](std::int64_t other) { return other < number; });
}

}  // namespace

TEST_CASE("mails that come one at a time have the number of their time") {
  MailOrder order;
  for (int i = 0; i < 100; ++i) {
    const std::int64_t now_ms = kNow + i * limits::kMailOfNetworkMs;
    CHECK(order.next("net", "open", now_ms) == now_ms);
  }
}

TEST_CASE("a network that makes very many mails waits behind itself, and others of the same campaign do not") {
  MailOrder order;
  std::vector<std::int64_t> flood;
  for (int i = 0; i < 2'500; ++i) flood.push_back(order.next("flood", "open", kNow));
  CHECK(std::is_sorted(flood.begin(), flood.end()));
  CHECK(flood.back() == kNow + 2'499 * limits::kMailOfNetworkMs);
  CHECK(before(flood, order.next("honest", "open", kNow)) <= 1);
  CHECK(before(flood, order.next("another", "second", kNow)) <= 1);
}

TEST_CASE("a crowd of one campaign leaves room for the mails of others") {
  MailOrder order;
  std::vector<std::int64_t> crowd;
  for (int i = 0; i < 10'000; ++i) crowd.push_back(order.next("net " + std::to_string(i), "crowd", kNow));
  CHECK(crowd.back() == kNow + 9'999 * limits::kMailOfCampaignMs);
  CHECK(before(crowd, order.next("honest", "quiet", kNow)) == 0);
}

TEST_CASE("several networks that make very many mails for one campaign do not fill those of another") {
  MailOrder order;
  std::vector<std::int64_t> flood;
  for (int i = 0; i < 100; ++i) {
    for (int net = 0; net < 100; ++net) flood.push_back(order.next("net " + std::to_string(net), "flooded", kNow));
  }
  const std::int64_t minute_ms = kNow + 60'000;
  CHECK(before(flood, minute_ms) <= 60'000 / limits::kMailOfCampaignMs + 100);
  CHECK(before(flood, order.next("honest", "quiet", kNow)) == 0);
}

TEST_CASE("no mail is put further off than a day") {
  MailOrder order;
  std::int64_t last = 0;
  for (int i = 0; i < 100'000; ++i) last = order.next("flood", "open", kNow);
  CHECK(last == kNow + limits::kMailOrderAheadMsMax);
  CHECK(order.next("flood", "open", kNow + 1) == kNow + 1 + limits::kMailOrderAheadMsMax);
}

TEST_CASE("a clock that was set back puts nothing further off than a day") {
  MailOrder order;
  order.next("net", "open", kNow + kDayMs / 4);
  CHECK(order.next("net", "open", kNow) <= kNow + limits::kMailOrderAheadMsMax);
}

TEST_CASE("each UTC day begins anew") {
  MailOrder order;
  for (int i = 0; i < 1'000; ++i) order.next("net", "open", kNow);
  CHECK(order.next("net", "open", kNow + kDayMs / 2) == kNow + kDayMs / 2);
}

TEST_CASE("a network that made very many is not forgotten for many that made one") {
  MailOrder order;
  for (int i = 0; i < 1'000; ++i) order.next("flood", "open", kNow);
  for (std::size_t i = 0; i < 2 * limits::kMailOrderEntriesMax; ++i) {
    order.next("once " + std::to_string(i), "open " + std::to_string(i), kNow);
  }
  CHECK(order.next("flood", "open", kNow) >= kNow + 1'000 * limits::kMailOfNetworkMs);
}

TEST_CASE("a network and a campaign of the same name are apart") {
  MailOrder order;
  for (int i = 0; i < 10; ++i) order.next("open", "second", kNow);
  CHECK(order.next("net", "open", kNow) == kNow);
}
