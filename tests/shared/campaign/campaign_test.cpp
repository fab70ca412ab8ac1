#include "shared/campaign/campaign.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "shared/campaign/goal.h"
#include "shared/campaign/names.h"
#include "shared/campaign/text_version.h"
#include "shared/limits.h"

using namespace undersigned;

namespace {

Campaign sample() {
  Campaign campaign;
  campaign.slug = "free-dontae-sharpe";
  campaign.title = "Free Dontae Sharpe";
  campaign.summary = "Twenty-four years in prison for a crime he did not commit.";
  campaign.targets.push_back({"The courts of North Carolina", "", "North Carolina", ""});
  campaign.demands = {{"1", "Hear the new evidence."}, {"2", "Let him go home."}};
  campaign.consents = {{"updates", "Send me news of this campaign.", FieldUse::Optional}};
  Translation spanish;
  spanish.locale = "es";
  spanish.title = "Libertad para Dontae Sharpe";
  spanish.targets = {{"Los tribunales de Carolina del Norte", "", "", ""}};
  spanish.demands = {"Que se examinen las nuevas pruebas."};
  campaign.translations.push_back(spanish);
  return campaign;
}

bool has_problem(const Campaign& campaign, ErrorCode code, const std::string& path) {
  const std::vector<CampaignProblem> problems = check_campaign(campaign);
  return std::any_of(problems.begin(), problems.end(),
                     [&](const CampaignProblem& problem) { return problem.code == code && problem.path == path; });
}

}  // namespace

TEST_CASE("a complete campaign has no problem") {
  CHECK(check_campaign(sample()).empty());
}

TEST_CASE("every problem of a campaign is named with its path") {
  Campaign campaign = sample();
  campaign.slug = "Free Dontae";
  campaign.title.clear();
  campaign.summary = std::string(limits::kSummaryCharsMax + 1, 'a');
  campaign.demands[1].id = "1";
  campaign.links.push_back({LinkPurpose::Donate, "Give", "javascript:alert(1)"});
  campaign.goal_steps = {500, 100};
  campaign.opens_at = "2018-02-30";
  campaign.updates.push_back({"yesterday", "News", "", "", ""});
  campaign.retention_months = 0;
  campaign.accent = "#a8201";
  CHECK(has_problem(campaign, ErrorCode::BadValue, "accent"));
  CHECK(has_problem(campaign, ErrorCode::BadSlug, "slug"));
  CHECK(has_problem(campaign, ErrorCode::Required, "title"));
  CHECK(has_problem(campaign, ErrorCode::TooLong, "summary"));
  CHECK(has_problem(campaign, ErrorCode::Duplicate, "demands.items[1].id"));
  CHECK(has_problem(campaign, ErrorCode::BadUrl, "links[0].url"));
  CHECK(has_problem(campaign, ErrorCode::BadValue, "goal"));
  CHECK(has_problem(campaign, ErrorCode::BadDate, "opens_at"));
  CHECK(has_problem(campaign, ErrorCode::BadDate, "updates[0].date"));
  CHECK(has_problem(campaign, ErrorCode::BadValue, "retention_months"));
}

TEST_CASE("a call campaign needs a number to call") {
  Campaign campaign = sample();
  campaign.kind = CampaignKind::Call;
  CHECK(has_problem(campaign, ErrorCode::Required, "targets[0].phone"));
  campaign.targets[0].phone = "+12025550123";
  CHECK(check_campaign(campaign).empty());
  campaign.targets[0].phone = "12";
  CHECK(has_problem(campaign, ErrorCode::NotAPhone, "targets[0].phone"));
}

TEST_CASE("a partner's origins are exact, if there are any") {
  CHECK(check_partner({"freedom-page", "Freedom Page", {"https://freedom.example"}}).empty());
  CHECK(check_partner({"freedom-page", "Freedom Page", {}}).empty());  // a partner may have only a link
  for (const char* origin : {"null", "https://freedom.example/", "https://Freedom.example", "*", "freedom.example"}) {
    CAPTURE(origin);
    CHECK_FALSE(check_partner({"freedom-page", "Freedom Page", {origin}}).empty());
  }
}

TEST_CASE("a translation replaces what it has and leaves the rest") {
  const Campaign spanish = localized(sample(), "es-MX");
  CHECK(spanish.locale == "es");
  CHECK(spanish.title == "Libertad para Dontae Sharpe");
  CHECK(spanish.demands[0].text == "Que se examinen las nuevas pruebas.");
  CHECK(spanish.demands[1].text == "Let him go home.");
  CHECK(spanish.targets[0].name == "Los tribunales de Carolina del Norte");
  CHECK(spanish.targets[0].jurisdiction == "North Carolina");
  CHECK(localized(sample(), "fr").locale == "en");
}

TEST_CASE("the nearest translation is taken: the same tag, the language, another region of it") {
  Campaign campaign = sample();
  campaign.translations[0].locale = "pt-BR";
  CHECK(localized(campaign, "pt").locale == "pt-BR");
  CHECK(localized(campaign, "pt-PT").locale == "pt-BR");
  Translation portuguese;
  portuguese.locale = "pt";
  campaign.translations.push_back(portuguese);
  CHECK(localized(campaign, "pt-PT").locale == "pt");
  CHECK(localized(campaign, "pt-BR").locale == "pt-BR");
  campaign.locale = "pt-AO";
  CHECK(localized(campaign, "pt-MZ").locale == "pt-AO");
  campaign.translations[0].locale = "zh-TW";
  campaign.translations.resize(1);
  CHECK(localized(campaign, "zh-Hans").locale == "pt-AO");
  CHECK(localized(campaign, "zh-Hant").locale == "zh-TW");
}

TEST_CASE("signing is open from the first day to the last, both included") {
  Campaign campaign = sample();
  CHECK(accepts_signatures(campaign, "2018-08-21"));
  campaign.opens_at = "2018-08-21";
  campaign.closes_at = "2018-09-09";
  CHECK_FALSE(accepts_signatures(campaign, "2018-08-20"));
  CHECK(accepts_signatures(campaign, "2018-08-21"));
  CHECK(accepts_signatures(campaign, "2018-09-09"));
  CHECK_FALSE(accepts_signatures(campaign, "2018-09-10"));
  for (const CampaignStatus status : {CampaignStatus::Draft, CampaignStatus::Closed, CampaignStatus::Won}) {
    campaign.status = status;
    CHECK_FALSE(accepts_signatures(campaign, "2018-08-30"));
  }
}

TEST_CASE("dates are those of the Gregorian calendar, in UTC") {
  CHECK(utc_date(0) == "1970-01-01");
  CHECK(utc_date(-1) == "1969-12-31");
  CHECK(utc_date(951'782'400'000) == "2000-02-29");
  CHECK(utc_date(1'534'809'600'000) == "2018-08-21");
  CHECK(is_date("2024-02-29"));
  for (const char* text : {"2023-02-29", "1900-02-29", "2018-13-01", "2018-00-10", "2018-1-01", "2018/01/01", ""}) {
    CAPTURE(text);
    CHECK_FALSE(is_date(text));
  }
}

TEST_CASE("the time of day is told to the second, in UTC") {
  CHECK(utc_clock(0) == "00:00:00");
  CHECK(utc_clock(-1) == "23:59:59");
  CHECK(utc_clock(1'534'849'385'999) == "11:03:05");
}

TEST_CASE("the goal moves before it is reached, and never stands still") {
  const std::uint64_t steps[] = {100, 500, 1'000};
  CHECK(goal_for(steps, 0) == 100);
  CHECK(goal_for(steps, 94) == 100);
  CHECK(goal_for(steps, 95) == 500);
  CHECK(goal_for(steps, 950) == 2'000);
  CHECK(goal_for(steps, 1'000'000) > 1'000'000);
  CHECK(goal_for({}, 3) == 10);
  for (std::uint64_t count = 1; count < 2'000'000; count += count / 3 + 1) CHECK(goal_for({}, count) > count);
  CHECK(goal_for(steps, UINT64_MAX) == UINT64_MAX);
}

TEST_CASE("the goal is about paper too, and no sum overflows") {
  Campaign campaign = sample();
  campaign.offline.count = 212;
  CHECK(counted_in_all(campaign, 3) == 215);
  CHECK(counted_in_all(campaign, UINT64_MAX - 1) == UINT64_MAX);
}

TEST_CASE("what came of a campaign is its newest decision, else its newest delivery") {
  Campaign campaign = sample();
  campaign.updates = {{"2018-09-01", "News", "", "", ""}};
  CHECK(outcome_of(campaign) == nullptr);
  campaign.updates.push_back({"2018-09-02", "Handed over", "", "", "", UpdateKind::Delivery});
  campaign.updates.push_back({"2018-09-03", "Handed over again", "", "", "", UpdateKind::Delivery});
  REQUIRE(outcome_of(campaign) != nullptr);
  CHECK(outcome_of(campaign)->title == "Handed over again");
  campaign.updates.push_back({"2018-08-31", "Refused", "", "", "", UpdateKind::Decision});
  campaign.updates.push_back({"2018-09-01", "Granted", "", "", "", UpdateKind::Decision});
  CHECK(outcome_of(campaign)->title == "Granted");
}

TEST_CASE("the bar shows the first signature and fills only at the goal") {
  CHECK(percent_of_goal(1'000, 0) == 0);
  CHECK(percent_of_goal(1'000, 1) == 1);
  CHECK(percent_of_goal(1'000, 999) == 99);
  CHECK(percent_of_goal(1'000, 1'000) == 100);
}

TEST_CASE("the text version follows what signers agree to, and nothing else") {
  const Campaign campaign = sample();
  const std::string version = text_version(campaign);
  CHECK(version.size() == 16);

  Campaign same = campaign;
  same.goal_steps = {10};
  same.updates.push_back({"2018-09-01", "News", "", "", ""});
  same.updates.push_back({"2018-09-02", "Won", "", "", "", UpdateKind::Decision});
  same.links.push_back({LinkPurpose::MoreInformation, "More", "https://example.org/"});
  CHECK(text_version(same) == version);

  Campaign reordered = campaign;
  std::swap(reordered.demands[0], reordered.demands[1]);
  CHECK(text_version(reordered) != version);

  Campaign shifted = campaign;
  shifted.title += shifted.summary.substr(0, 1);
  shifted.summary.erase(0, 1);
  CHECK(text_version(shifted) != version);

  Campaign translated = campaign;
  translated.translations[0].demands.push_back("Que vuelva a casa.");
  CHECK(text_version(translated) != version);

  Campaign readdressed = campaign;
  readdressed.translations[0].targets[0].office = "Tribunal Superior";
  CHECK(text_version(readdressed) != version);
}

TEST_CASE("names of choices read back as the choice they name") {
  CHECK(*campaign_kind_from(to_name(CampaignKind::Endorsement)) == CampaignKind::Endorsement);
  CHECK(*campaign_status_from(to_name(CampaignStatus::Won)) == CampaignStatus::Won);
  CHECK(*demand_style_from(to_name(DemandStyle::Bulleted)) == DemandStyle::Bulleted);
  CHECK(*field_use_from(to_name(FieldUse::Required)) == FieldUse::Required);
  CHECK(*confirmation_policy_from(to_name(ConfirmationPolicy::Email)) == ConfirmationPolicy::Email);
  CHECK(*link_purpose_from(to_name(LinkPurpose::Donate)) == LinkPurpose::Donate);
  CHECK(campaign_kind_from("Petition").error().code == ErrorCode::UnknownChoice);
}
