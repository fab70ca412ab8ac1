#include "widget/dashboard/model/decode.h"

#include <doctest/doctest.h>

#include <random>

#include "fixtures.h"
#include "shared/limits.h"
#include "widget/dashboard/model/message.h"

using namespace undersigned;
using namespace undersigned::dashboard;

namespace {

std::string campaigns_message() {
  MessageWriter message;
  message.number(static_cast<double>(kNow)).number(1);
  message.text("dontae").text("Free Dontae Sharpe").text("petition").text("open");
  for (const double count : {52310.0, 1204.0, 87.0, 9.0, 350.0, 75000.0, 412.0, 31.0}) message.number(count);
  return message.bytes();
}

std::string signatures_message(std::string_view slug, std::string_view status = "confirmed") {
  MessageWriter message;
  message.text(slug).number(2);
  for (const std::string_view id : {"one", "two"}) {
    message.text(id).number(static_cast<double>(kNow)).text("Ana").text("").text("US").text("27601").text("iwoc");
    message.text(status).text("initials").text("");
  }
  return message.bytes();
}

}  // namespace

TEST_CASE("campaigns arrive with their counts") {
  Dashboard dashboard;
  REQUIRE(decode_campaigns(campaigns_message(), dashboard));
  CHECK(dashboard.campaigns_known);
  CHECK(dashboard.now_ms == kNow);
  REQUIRE(dashboard.campaigns.size() == 1);
  const Campaign& campaign = dashboard.campaigns.front();
  CHECK(campaign.title == "Free Dontae Sharpe");
  CHECK(campaign.confirmed == 52310);
  CHECK(campaign.quarantined == 9);
  CHECK(campaign.offline == 350);
  CHECK(campaign.last_hour == 31);
}

TEST_CASE("signatures of the chosen campaign are merged, of another one ignored") {
  Dashboard dashboard;
  dashboard.choose("dontae");
  MergedRows merged = decode_signatures(signatures_message("dontae"), dashboard);
  CHECK(merged.well_formed);
  CHECK(merged.added == 2);
  CHECK(dashboard.signatures().visibility(0) == Visibility::Initials);
  merged = decode_signatures(signatures_message("dontae"), dashboard);
  CHECK(merged.known == 2);
  merged = decode_signatures(signatures_message("other"), dashboard);
  CHECK(merged.well_formed);
  CHECK(merged.added == 0);
  CHECK(dashboard.signatures().size() == 2);
}

TEST_CASE("a signature that waits for an organizer arrives as such, one of a state to come as ruled out") {
  Dashboard dashboard;
  dashboard.choose("dontae");
  REQUIRE(decode_signatures(signatures_message("dontae", "quarantined"), dashboard).well_formed);
  CHECK(dashboard.signatures().status(0) == SignatureStatus::Quarantined);
  REQUIRE(decode_signatures(signatures_message("dontae", "of a later version"), dashboard).well_formed);
  CHECK(dashboard.signatures().status(0) == SignatureStatus::Invalid);
}

TEST_CASE("momentum of another unit or campaign than the one looked at is ignored") {
  const auto message = [](std::string_view slug, std::string_view unit, double step) {
    return MessageWriter().text(slug).text(unit).number(0).number(step).number(2).number(3).number(4).bytes();
  };
  Dashboard dashboard;
  dashboard.choose("dontae");
  CHECK(decode_momentum(message("dontae", "day", static_cast<double>(kDayMs)), dashboard));
  CHECK(!dashboard.momentum);
  CHECK(decode_momentum(message("other", "hour", static_cast<double>(kHourMs)), dashboard));
  CHECK(!dashboard.momentum);
  CHECK_FALSE(decode_momentum(message("dontae", "hour", 1), dashboard));
  CHECK(decode_momentum(message("dontae", "hour", static_cast<double>(kHourMs)), dashboard));
  REQUIRE(dashboard.momentum);
  CHECK(dashboard.momentum->counts == std::vector<std::uint32_t>{3, 4});
}

TEST_CASE("sources come largest first") {
  Dashboard dashboard;
  dashboard.choose("a");
  const std::string message =
      MessageWriter().text("a").number(2).text("").text("").number(1).text("iwoc").text("IWOC").number(9).bytes();
  REQUIRE(decode_sources(message, dashboard));
  CHECK(dashboard.sources->front().name == "IWOC");
  CHECK(dashboard.partner_name("iwoc") == "IWOC");
  CHECK(dashboard.partner_name("unknown") == "unknown");
}

TEST_CASE("numbers that are no counts or no times become 0") {
  const std::string message = MessageWriter().number(-1).number(1e300).number(0.0 / 0.0).number(1e16).bytes();
  MessageReader reader(message);
  CHECK(reader.count() == 0);
  CHECK(reader.count() == 0);
  CHECK(reader.count() == 0);
  CHECK(reader.milliseconds() == 0);
  CHECK_FALSE(reader.failed());
  CHECK(reader.count() == 0);
  CHECK(reader.failed());
}

TEST_CASE("a message cut off anywhere is refused and leaves the campaigns as they were") {
  const std::string whole = campaigns_message();
  Dashboard dashboard;
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    CHECK_FALSE(decode_campaigns(std::string_view(whole).substr(0, bytes), dashboard));
  }
  CHECK(dashboard.campaigns.empty());
  CHECK_FALSE(dashboard.campaigns_known);
}

TEST_CASE("a length that lies about more rows than there are keeps the rows before the fault") {
  Dashboard dashboard;
  dashboard.choose("a");
  std::string message = signatures_message("a");
  const double many = 1e9;
  std::memcpy(message.data() + 5, &many, sizeof many);
  const MergedRows merged = decode_signatures(message, dashboard);
  CHECK_FALSE(merged.well_formed);
  CHECK(dashboard.signatures().size() == 2);
}

TEST_CASE("random bytes never crash any decoder") {
  std::mt19937 random(7);
  Dashboard dashboard;
  dashboard.choose("dontae");
  for (int round = 0; round < 20'000; ++round) {
    std::string message = round % 2 == 0 ? campaigns_message() : signatures_message("dontae");
    for (std::size_t change = random() % 8; change > 0; --change) {
      message[random() % message.size()] = static_cast<char>(random());
    }
    message.resize(random() % (message.size() + 1));
    decode_campaigns(message, dashboard);
    decode_momentum(message, dashboard);
    decode_sources(message, dashboard);
    decode_time_zone(message, dashboard);
    decode_signatures(message, dashboard);
  }
  CHECK(dashboard.campaigns.size() <= limits::kCampaignsMax);
}
