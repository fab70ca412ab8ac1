// The other requests of a signer, once one of them is confirmed.
#include <doctest/doctest.h>

#include "server/limits.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};
constexpr int kRequests = static_cast<int>(limits::kRequestsVoidedAtOnce) * 2 + 50;

void send_very_many(Store& store) {
  for (int request = 0; request < kRequests; ++request) {
    NewSignature other = another(1, request);
    // Each with its mail.
    other.mailbox.back() = static_cast<std::uint8_t>(1 + request / 10);
    store.sign(std::move(other), [](const Result<Signed>& /*result*/) {});
  }
  REQUIRE(sign(store, a_pending(1)).ok());
  REQUIRE(counts_of(store).pending == kRequests + 1);
}

// Whether nothing waits within some writes, after each of which the writer deletes void requests.
bool nothing_waits_soon(Store& store) {
  for (int writes = 0; writes < 10 && counts_of(store).pending > 0; ++writes) REQUIRE(store.probe().ok());
  return counts_of(store).pending == 0;
}

TEST_CASE("very many other requests are void at once, and go little by little, a new one of the signer stays") {
  const Fixture fixture;
  send_very_many(*fixture.store);
  const Confirmation last = link_of(*fixture.store, another(1, kRequests - 1), 1);
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  for (const WaitingMail& mail : take_mails(*fixture.store)) CHECK(mail.kind == MailKind::Confirmed);
  CHECK(confirm(*fixture.store, last).error() == kWrongCode);

  // Also if the signer withdraws and signs again before they are gone.
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 1), SignatureStatus::Withdrawn).ok());
  CHECK(confirm(*fixture.store, last).error() == kWrongCode);
  const NewSignature anew = another(1, kRequests + 1);
  REQUIRE(sign(*fixture.store, anew)->outcome == SignOutcome::Stored);
  for (int writes = 0; writes < 10; ++writes) REQUIRE(fixture.store->probe().ok());
  CHECK(counts_of(*fixture.store).pending == 1);
  CHECK(confirm(*fixture.store, code_of(anew, 1))->counts.confirmed == 1);
  CHECK(all_rows(*fixture.store).size() == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("void requests are deleted soon, without waiting for the hourly sweep") {
  const Fixture fixture;
  send_very_many(*fixture.store);
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  CHECK(nothing_waits_soon(*fixture.store));
  CHECK(all_rows(*fixture.store).size() == 1);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("once an erasure is answered, the signer's void requests are gone, too, and they are not listed before") {
  Fixture fixture;
  send_very_many(*fixture.store);
  REQUIRE(confirm(*fixture.store, code_of(1, 1)).ok());
  CHECK(own_of(*fixture.store, 1).size() == 1);
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 1)).ok());
  CHECK(all_rows(*fixture.store).size() == 1);
  CHECK(counts_are_right(*fixture.store));
}

}  // namespace
}  // namespace undersigned::store::testing
