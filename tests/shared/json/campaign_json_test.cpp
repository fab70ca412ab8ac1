#include "shared/json/campaign_json.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/campaign/text_version.h"
#include "shared/limits.h"

using namespace undersigned;

namespace {

std::string demo_file() {
  std::ifstream file(UNDERSIGNED_DEMO_CAMPAIGNS);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool has_problem(const CampaignFileOutcome& outcome, ErrorCode code, const std::string& path) {
  return std::any_of(outcome.problems.begin(), outcome.problems.end(),
                     [&](const CampaignProblem& problem) { return problem.code == code && problem.path == path; });
}

}  // namespace

TEST_CASE("the demo's campaigns are without a problem and survive being written and read") {
  const CampaignFileOutcome outcome = parse_campaign_file(demo_file());
  for (const CampaignProblem& problem : outcome.problems) MESSAGE(problem.path << " " << error_name(problem.code));
  REQUIRE(outcome.ok());
  CHECK(outcome.file.campaigns.size() >= 11);
  for (const Campaign& campaign : outcome.file.campaigns) {
    CAPTURE(campaign.slug);
    const Result<Campaign> again = parse_campaign(write_campaign(campaign));
    REQUIRE(again.ok());
    CHECK(write_campaign(*again) == write_campaign(campaign));
    CHECK(text_version(*again) == text_version(campaign));
  }
}

TEST_CASE("the demo shows both: petitions are confirmed by email, but for one that can be tried without a mailbox") {
  for (const Campaign& campaign : parse_campaign_file(demo_file()).file.campaigns) {
    CAPTURE(campaign.slug);
    const bool at_once = campaign.kind != CampaignKind::Petition || campaign.slug == "free-dontae-sharpe";
    CHECK(counts_at_once(campaign) == at_once);
  }
}

TEST_CASE("the strike's ten demands keep their order") {
  const CampaignFileOutcome outcome = parse_campaign_file(demo_file());
  const auto strike = std::find_if(outcome.file.campaigns.begin(), outcome.file.campaigns.end(),
                                   [](const Campaign& campaign) { return campaign.slug == "national-prison-strike"; });
  REQUIRE(strike != outcome.file.campaigns.end());
  REQUIRE(strike->demands.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) CHECK(strike->demands[i].id == std::to_string(i + 1));
  CHECK(strike->demand_style == DemandStyle::Ordered);
}

TEST_CASE("every mistake in a file is named with its path") {
  const CampaignFileOutcome outcome = parse_campaign_file(R"({"campaigns":[
    {"slug":"a","kind":"petition","title":"A","summary":"a","targets":[{"name":"x","phone":7}],"colour":"red"},
    {"slug":"a","kind":"march","title":5,"fields":{"postcode":"maybe"},"consents":[{"id":"c"}],
     "translations":{"es":{"demands":{"9":"nueve"}}}}], "sites":[]})");
  CHECK(has_problem(outcome, ErrorCode::BadType, "campaigns[0].targets[0].phone"));
  CHECK(has_problem(outcome, ErrorCode::UnknownName, "campaigns[0].colour"));
  CHECK(has_problem(outcome, ErrorCode::Duplicate, "campaigns[1].slug"));
  CHECK(has_problem(outcome, ErrorCode::UnknownChoice, "campaigns[1].kind"));
  CHECK(has_problem(outcome, ErrorCode::BadType, "campaigns[1].title"));
  CHECK(has_problem(outcome, ErrorCode::Required, "campaigns[1].summary"));
  CHECK(has_problem(outcome, ErrorCode::UnknownChoice, "campaigns[1].fields.postcode"));
  CHECK(has_problem(outcome, ErrorCode::Required, "campaigns[1].consents[0].text"));
  CHECK(has_problem(outcome, ErrorCode::UnknownName, "campaigns[1].translations.es.demands.9"));
  CHECK(has_problem(outcome, ErrorCode::UnknownName, "sites"));
}

TEST_CASE("a file that does not say confirms by email, and what is stored says what it was") {
  const auto first_of = [](const std::string& more) {
    const CampaignFileOutcome outcome =
        parse_campaign_file(R"({"campaigns":[{"slug":"a","kind":"petition","title":"A","summary":"a")" + more + "}]}");
    REQUIRE(outcome.ok());
    return outcome.file.campaigns[0];
  };
  CHECK(first_of("").confirmation == ConfirmationPolicy::Email);
  CHECK_FALSE(counts_at_once(first_of("")));
  const Campaign at_once = first_of(R"(,"confirmation":"none")");
  CHECK(counts_at_once(at_once));
  CHECK(parse_campaign(write_campaign(at_once))->confirmation == ConfirmationPolicy::None);
  CHECK(at_once.thanks == ThanksPolicy::Email);
  CHECK(parse_campaign(write_campaign(first_of(R"(,"thanks":"none")")))->thanks == ThanksPolicy::None);
}

TEST_CASE("every campaign of the demo says who gets the details") {
  for (const Campaign& campaign : parse_campaign_file(demo_file()).file.campaigns) {
    CHECK_MESSAGE(names_organizer(campaign), campaign.slug);
  }
}

TEST_CASE("an organizer survives being written and read, with its translation") {
  const CampaignFileOutcome outcome = parse_campaign_file(R"({"campaigns":[{"slug":"a","kind":"petition","title":"A",
    "summary":"a","organizer":{"name":"N","contact":"n@example.org","address":"1 Street\nTown","privacy":"P q",
    "shared_with":"S"},"translations":{"es":{"organizer":{"name":"Ñ","privacy":"https://example.org/es",
    "shared_with":"T"}}}}]})");
  REQUIRE(outcome.ok());
  const Campaign read = *parse_campaign(write_campaign(outcome.file.campaigns[0]));
  CHECK(read.organizer.name == "N");
  CHECK(read.organizer.contact == "n@example.org");
  CHECK(read.organizer.address == "1 Street\nTown");
  CHECK(read.organizer.privacy == "P q");
  CHECK(read.organizer.shared_with == "S");
  CHECK(read.translations[0].organizer.name == "Ñ");
  CHECK(read.translations[0].organizer.privacy == "https://example.org/es");
  CHECK(read.translations[0].organizer.shared_with == "T");
}

TEST_CASE("a mistake is named once") {
  const CampaignFileOutcome outcome = parse_campaign_file(R"({"campaigns":[{"slug":"a","kind":"petition","title":"A",
    "summary":"a","organizer":{"name":"N"},"picture":{"file":"a.jpg"}}]})");
  CHECK(outcome.problems.size() == 2);
  CHECK(has_problem(outcome, ErrorCode::Required, "campaigns[0].organizer.contact"));
  CHECK(has_problem(outcome, ErrorCode::Required, "campaigns[0].picture.alt"));
}

TEST_CASE("an organizer's mistakes are named with their path") {
  const CampaignFileOutcome outcome = parse_campaign_file(R"({"campaigns":[{"slug":"a","kind":"petition","title":"A",
    "summary":"a","organizer":{"name":7,"phone":"1"},"translations":{"es":{"organizer":{"contact":"x@example.org"}}}},
    {"slug":"b","kind":"petition","title":"B","summary":"b","organizer":"N"}]})");
  CHECK(has_problem(outcome, ErrorCode::BadType, "campaigns[0].organizer.name"));
  CHECK(has_problem(outcome, ErrorCode::Required, "campaigns[0].organizer.contact"));
  CHECK(has_problem(outcome, ErrorCode::UnknownName, "campaigns[0].organizer.phone"));
  CHECK(has_problem(outcome, ErrorCode::UnknownName, "campaigns[0].translations.es.organizer.contact"));
  CHECK(has_problem(outcome, ErrorCode::BadType, "campaigns[1].organizer"));
}

TEST_CASE(
    "an update may be a delivery or a decision, survives being written and read, and is plain unless it says so") {
  const auto file = [](const std::string& kind) {
    return R"({"campaigns":[{"slug":"a","kind":"petition","title":"A","summary":"B","updates":[{"date":"2018-09-01",)" +
           kind + R"("title":"C"}]}]})";
  };
  const CampaignFileOutcome decided = parse_campaign_file(file(R"("kind":"decision",)"));
  REQUIRE(decided.ok());
  CHECK(decided.file.campaigns[0].updates[0].kind == UpdateKind::Decision);
  const std::string written = write_campaign(decided.file.campaigns[0]);
  CHECK(parse_campaign(written)->updates[0].kind == UpdateKind::Decision);
  const CampaignFileOutcome plain = parse_campaign_file(file(""));
  REQUIRE(plain.ok());
  CHECK(plain.file.campaigns[0].updates[0].kind == UpdateKind::Update);
  CHECK(write_campaign(plain.file.campaigns[0]).find(R"("date":"2018-09-01","title")") != std::string::npos);
  const CampaignFileOutcome wrong = parse_campaign_file(file(R"("kind":"victory",)"));
  REQUIRE(wrong.problems.size() == 1);
  CHECK(wrong.problems[0].path == "campaigns[0].updates[0].kind");
}

TEST_CASE(
    "an update may be a delivery or a decision, survives being written and read, and is plain unless it says so") {
  const auto file = [](const std::string& kind) {
    return R"({"campaigns":[{"slug":"a","kind":"petition","title":"A","summary":"B","updates":[{"date":"2018-09-01",)" +
           kind + R"("title":"C"}]}]})";
  };
  const CampaignFileOutcome decided = parse_campaign_file(file(R"("kind":"decision",)"));
  REQUIRE(decided.ok());
  CHECK(decided.file.campaigns[0].updates[0].kind == UpdateKind::Decision);
  const std::string written = write_campaign(decided.file.campaigns[0]);
  CHECK(parse_campaign(written)->updates[0].kind == UpdateKind::Decision);
  const CampaignFileOutcome plain = parse_campaign_file(file(""));
  REQUIRE(plain.ok());
  CHECK(plain.file.campaigns[0].updates[0].kind == UpdateKind::Update);
  CHECK(write_campaign(plain.file.campaigns[0]).find(R"("date":"2018-09-01","title")") != std::string::npos);
  const CampaignFileOutcome wrong = parse_campaign_file(file(R"("kind":"victory",)"));
  REQUIRE(wrong.problems.size() == 1);
  CHECK(wrong.problems[0].path == "campaigns[0].updates[0].kind");
}

TEST_CASE("an accent is # and six hex digits, and survives being written and read") {
  const auto file = [](const std::string& accent) {
    return R"({"campaigns":[{"slug":"a","kind":"petition","title":"A","summary":"a","accent":)" + accent + "}]}";
  };
  const CampaignFileOutcome good = parse_campaign_file(file("\"#1f5f3f\""));
  REQUIRE(good.ok());
  CHECK(parse_campaign(write_campaign(good.file.campaigns[0]))->accent == "#1f5f3f");
  CHECK(has_problem(parse_campaign_file(file("\"green\"")), ErrorCode::BadValue, "campaigns[0].accent"));
  CHECK(has_problem(parse_campaign_file(file("2056767")), ErrorCode::BadType, "campaigns[0].accent"));
}

TEST_CASE("what is no JSON, too deep or too large is refused without a crash") {
  CHECK(has_problem(parse_campaign_file("{"), ErrorCode::BadBody, "line 1"));
  CHECK(has_problem(parse_campaign_file(""), ErrorCode::BadBody, "line 1"));
  CHECK(has_problem(parse_campaign_file("{\"campaigns\":\n\n[},"), ErrorCode::BadBody, "line 3"));
  CHECK_FALSE(parse_campaign_file("[]").ok());
  CHECK_FALSE(parse_campaign_file(std::string(100'000, '[')).ok());
  CHECK_FALSE(parse_campaign_file(R"({"campaigns":)" + std::string(1'000, '[') + std::string(1'000, ']') + "}").ok());
  CHECK(has_problem(parse_campaign_file(std::string(limits::kCampaignFileBytesMax + 1, ' ')), ErrorCode::BodyTooLarge,
                    ""));
  CHECK_FALSE(parse_campaign("{}").ok());
}

TEST_CASE("a picture is a file of the campaign file's folder, with words for those who do not see it") {
  const auto outcome_of = [](const std::string& picture) {
    return parse_campaign_file(
        R"({"campaigns": [{"slug": "a", "kind": "petition", "title": "A", "summary": "B", "picture": )" + picture +
        "}]}");
  };
  CHECK(outcome_of(R"({"file": "pictures/home.png", "alt": "A house"})").ok());
  CHECK(has_problem(outcome_of(R"({"file": "home.png"})"), ErrorCode::Required, "campaigns[0].picture.alt"));
  for (const char* wrong : {"https://example.org/a.jpg", "//example.org/a.jpg", "/etc/passwd", "../a.jpg",
                            "a/../../b.jpg", "./a.jpg", "a//b.jpg", "a\\\\b.jpg", "data:image/png,x"}) {
    CAPTURE(wrong);
    CHECK(has_problem(outcome_of(R"({"file": ")" + std::string(wrong) + R"(", "alt": "A house"})"), ErrorCode::BadValue,
                      "campaigns[0].picture.file"));
  }
  CHECK(has_problem(outcome_of(R"({"file": "a.png", "alt": "A", "id": "0123456789abcdef"})"), ErrorCode::UnknownName,
                    "campaigns[0].picture.id"));
  Campaign campaign = outcome_of(R"({"file": "a.png", "alt": "A"})").file.campaigns.at(0);
  campaign.picture.id = "0123456789abcdef";
  campaign.picture.width = 1600;
  campaign.picture.height = 900;
  const Result<Campaign> again = parse_campaign(write_campaign(campaign));
  REQUIRE(again.ok());
  CHECK(again->picture.id == "0123456789abcdef");
  CHECK(again->picture.height == 900);
}
