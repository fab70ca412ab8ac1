#include "server/store/sqlite/mailbox_filter.h"

#include <doctest/doctest.h>

#include <random>

namespace undersigned::store::sqlite {
namespace {

// Looks random, like keyed hashes, but is the same in every run.
class Mailboxes {
 public:
  explicit Mailboxes(std::uint64_t seed) : random_(seed) {}

  CampaignMailbox next() {
    CampaignMailbox mailbox{};
    for (std::uint8_t& byte : mailbox) byte = static_cast<std::uint8_t>(random_());
    return mailbox;
  }

 private:
  std::mt19937_64 random_;
};

constexpr int kMailboxes = 1'200'000;  // more than the first part can hold

TEST_CASE("an empty filter has nobody") {
  CHECK_FALSE(MailboxFilter().may_have(Mailboxes(1).next()));
}

TEST_CASE("whoever was added may be there, and of the others nearly nobody, however many were expected") {
  MailboxFilter filter;
  SUBCASE("none") {}
  SUBCASE("fewer") {
    filter.reset_for(500'100);
  }
  SUBCASE("all of them") {
    filter.reset_for(kMailboxes);
  }
  SUBCASE("more than there is memory for") {
    filter.reset_for(std::size_t{1} << 62U);
  }
  Mailboxes added(1);
  for (int i = 0; i < kMailboxes; ++i) filter.add(added.next());

  Mailboxes again(1);
  int missing = 0;
  for (int i = 0; i < kMailboxes; ++i) missing += filter.may_have(again.next()) ? 0 : 1;
  CHECK(missing == 0);

  Mailboxes others(2);
  int mistaken = 0;
  for (int i = 0; i < 100'000; ++i) mistaken += filter.may_have(others.next()) ? 1 : 0;
  CHECK(mistaken < 1'000);

  filter.reset_for(kMailboxes);
  CHECK_FALSE(filter.may_have(Mailboxes(1).next()));
}

}  // namespace
}  // namespace undersigned::store::sqlite
