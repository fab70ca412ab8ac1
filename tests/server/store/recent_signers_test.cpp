#include "server/store/sqlite/recent_signers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace undersigned::store::sqlite {
namespace {

DedupeKey key_of(std::uint8_t first, std::uint8_t name = 0) {
  DedupeKey key{};
  key.front() = first;
  key.back() = name;
  return key;
}

std::vector<Signer> of_mailbox(const RecentSigners& signers, std::uint8_t first) {
  std::vector<Signer> found;
  signers.find({first}, found);
  return found;
}

TEST_CASE("all signers of a mailbox are found, whatever the name and the campaign") {
  RecentSigners signers;
  signers.add({key_of(7, 1), 1, 100});
  signers.add({key_of(7, 2), 1, 101});
  signers.add({key_of(7, 1), 2, 102});
  signers.add({key_of(8, 1), 1, 103});
  CHECK(of_mailbox(signers, 7).size() == 3);
  CHECK(of_mailbox(signers, 8).size() == 1);
  CHECK(of_mailbox(signers, 9).empty());
  CHECK(signers.size() == 4);
}

TEST_CASE("a signer who is added again is there once, with the newer signature") {
  RecentSigners signers;
  signers.add({key_of(7), 1, 100});
  signers.add({key_of(7), 1, 200});
  REQUIRE(of_mailbox(signers, 7).size() == 1);
  CHECK(of_mailbox(signers, 7).front().signature_id == 200);
  CHECK(signers.size() == 1);
}

TEST_CASE("one signer of one campaign is removed, and no other") {
  RecentSigners signers;
  signers.add({key_of(7, 1), 1, 100});
  signers.add({key_of(7, 1), 2, 101});
  signers.add({key_of(7, 2), 1, 102});
  signers.remove(1, key_of(7, 1));
  signers.remove(1, key_of(9));
  CHECK(signers.size() == 2);
  for (const Signer& left : of_mailbox(signers, 7)) CHECK(left.signature_id != 100);
}

TEST_CASE("the hand takes everybody out once a round, in the order of their keys") {
  RecentSigners signers;
  for (int i = 0; i < 200; ++i) signers.add({key_of(static_cast<std::uint8_t>(i * 37)), 1, i + 1});
  std::vector<DedupeKey> order;
  std::set<std::int64_t> taken;
  bool round_ended = false;
  while (!round_ended) {
    const RecentSigners::FlushBatch next_batch = signers.next_batch(16);
    CHECK((next_batch.signers.size() >= 16 || next_batch.ends_pass));
    for (const Signer& signer : next_batch.signers) {
      order.push_back(signer.key);
      taken.insert(signer.signature_id);
      CHECK_FALSE(of_mailbox(signers, signer.key.front()).empty());
    }
    round_ended = next_batch.ends_pass;
    signers.finish_batch();
    for (const Signer& signer : next_batch.signers) CHECK(of_mailbox(signers, signer.key.front()).empty());
  }
  CHECK(taken.size() == 200);
  CHECK(std::is_sorted(order.begin(), order.end()));
  CHECK(signers.size() == 0);
}

TEST_CASE("who comes in behind the hand is taken out in the next round") {
  RecentSigners signers;
  signers.add({key_of(10), 1, 1});
  signers.add({key_of(200), 1, 2});
  CHECK(signers.next_batch(1).signers.front().signature_id == 1);
  signers.finish_batch();
  signers.add({key_of(10), 1, 3});
  const RecentSigners::FlushBatch rest = signers.next_batch(5);
  REQUIRE(rest.signers.size() == 1);
  CHECK(rest.signers.front().signature_id == 2);
  CHECK(rest.ends_pass);
  signers.finish_batch();
  CHECK(signers.next_batch(5).signers.front().signature_id == 3);
}

}  // namespace
}  // namespace undersigned::store::sqlite
