// Organizers change the state of a campaign and post updates, on the page.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/editing/changes.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr const char* kList = "/admin/campaigns";
constexpr const char* kPage = "/admin/campaigns?campaign=open";
constexpr const char* kState = "/admin/campaigns/state";
constexpr const char* kUpdate = "/admin/campaigns/update";
const std::string kGood = "campaign=open&kind=decision&date=2026-12-01&title=The+gates+are+open&text=Come+in.";

struct CampaignsFixture {
  const App app;
  const Session organizer = new_session(app, "olga", store::Role::Organizer);

  [[nodiscard]] Answer post(const char* path, const std::string& fields) const {
    return post_as(app, organizer, path, fields);
  }
  [[nodiscard]] std::string page() const { return app.get(kPage, {organizer.cookie}).body; }
};

}  // namespace

TEST_CASE("the list of campaigns is for organizers, and names their states and counts, drafts too") {
  const CampaignsFixture fixture;
  CHECK(fixture.app.get(kList).header("location") == "/admin/login");
  const Session viewer = new_session(fixture.app, "vera", store::Role::Viewer);
  CHECK(fixture.app.get(kList, {viewer.cookie}).status == 403);
  CHECK_FALSE(contains(fixture.app.get("/admin", {viewer.cookie}).body, kList));
  CHECK(contains(fixture.app.get("/admin", {fixture.organizer.cookie}).body, kList));
  const Answer list = fixture.app.get(kList, {fixture.organizer.cookie});
  CHECK(list.status == 200);
  CHECK(contains(list.body, "/admin/campaigns?campaign=open"));
  CHECK(contains(list.body, "/admin/campaigns?campaign=hidden"));
  CHECK(contains(list.body, "<p>Draft · Confirmed: 0</p>"));
}

TEST_CASE("an update that is posted is on the petition's page, in a new version, and in the audit log") {
  const CampaignsFixture fixture;
  const Answer posted = fixture.post(kUpdate, kGood + "&url=https://news.example/gates&link_label=Read+more");
  CHECK(posted.status == 303);
  CHECK(posted.header("location") == "/admin/campaigns?campaign=open&done=update");
  CHECK(contains(fixture.app.get(posted.header("location"), {fixture.organizer.cookie}).body,
                 "role=\"status\">The update is published.</p>"));
  CHECK(eventually([&] { return contains(fixture.app.get("/p/open").body, "The gates are open"); }));
  CHECK(contains(fixture.app.get("/p/open").body, "https://news.example/gates"));
  CHECK(contains(fixture.page(), "2: published"));
  CHECK(contains(fixture.page(), ">olga</span>"));
  CHECK(audit_of(fixture.app).front() == "olga update_posted open");
}

TEST_CASE("an update with mistakes is not posted, keeps what was typed and says at each field what to do") {
  const CampaignsFixture fixture;
  const Answer refused = fixture.post(kUpdate, "campaign=open&kind=news&date=1.12.2026&title=&text=Come+in.&url=gates");
  CHECK(refused.status == 422);
  CHECK(contains(refused.body, "role=\"alert\""));
  CHECK(contains(refused.body, "<a href=\"#date\">Date: Enter a date</a>"));
  CHECK(contains(refused.body, "<a href=\"#title\">Title: Fill in this field</a>"));
  CHECK(contains(refused.body, "id=\"error-url\">Enter an address that begins with https:// or http://</p>"));
  CHECK(contains(refused.body, "id=\"error-link_label\">Fill in this field</p>"));
  CHECK(contains(refused.body, "Come in.</textarea>"));
  CHECK(contains(refused.body, "value=\"1.12.2026\""));
  CHECK(contains(refused.body, "aria-invalid=\"true\""));
  const Answer long_title = fixture.post(kUpdate, kGood + "&title=" + std::string(151, 'a'));
  CHECK(contains(long_title.body, "Title: Use at most 150 characters"));
  CHECK_FALSE(contains(fixture.page(), "2: published"));
}

TEST_CASE("a campaign is closed, won and opened again on its page, and the state is in the audit log") {
  const CampaignsFixture fixture;
  const Answer closed = fixture.post(kState, "campaign=open&status=closed");
  CHECK(closed.header("location") == "/admin/campaigns?campaign=open&done=state");
  CHECK(contains(fixture.page(), "<option value=\"closed\" selected"));
  CHECK(eventually([&] { return contains(fixture.app.get("/p/open").body, "This campaign has closed"); }));
  CHECK(audit_of(fixture.app).front() == "olga campaign_state_changed open closed");
  CHECK(fixture.post(kState, "campaign=open&status=won").status == 303);
  CHECK(eventually([&] { return contains(fixture.app.get("/p/open").body, "This campaign was won"); }));
  CHECK(fixture.post(kState, "campaign=open&status=draft").status == 303);
  CHECK(eventually([&] { return fixture.app.get("/p/open").status == 404; }));
  CHECK(fixture.post(kState, "campaign=open&status=open").status == 303);
  CHECK(eventually([&] { return fixture.app.get("/p/open").status == 200; }));
  CHECK(fixture.post(kState, "campaign=open&status=paused").status == 400);
  CHECK(fixture.post(kState, "campaign=there-is-none&status=open").status == 404);
  CHECK(fixture.app.get("/admin/campaigns?campaign=there-is-none", {fixture.organizer.cookie}).status == 404);
}

TEST_CASE("who publishes over a text that they have not seen is refused, and what was published stays") {
  const CampaignsFixture fixture;
  const auto store = open_store(fixture.app);
  const auto before = store->published("open");
  REQUIRE(before.ok());
  REQUIRE(editing::set_status(*store, "open", CampaignStatus::Won, {"ana", 1}).ok());
  CHECK(store->publish(before->campaign, {"bo", 2}, before->newest).error().code == ErrorCode::NewerVersion);
  CHECK(fixture.post(kUpdate, kGood).status == 303);
  CHECK(store->published("open")->campaign.status == CampaignStatus::Won);
  CHECK(store->published("open")->campaign.updates.size() == 1);
}

TEST_CASE("an import that replaces what somebody saved on the page says so, and what was saved can be had back") {
  const CampaignsFixture fixture;
  REQUIRE(fixture.post(kUpdate, kGood).status == 303);
  app::Options options;
  options.data = fixture.app.options().data;
  options.file = fixture.app.folder().file("again.json");
  std::ofstream(options.file) << campaign_file("Open all gates");
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  REQUIRE(app::import_campaigns(options, {in, out, err}) == app::kExitOk);
  CHECK(contains(err.str(), "Note: this replaces version 2 of open, which olga saved. To see it, run"));
  options.campaign = "open";
  options.version = 2;
  REQUIRE(app::export_campaign(options, {in, out, err}) == app::kExitOk);
  CHECK(contains(out.str(), "The gates are open"));
}

TEST_CASE("a new update comes before those of its day, and each translation stays with its own") {
  const auto update = [](const char* date, const char* title) {
    Update made;
    made.date = date;
    made.title = title;
    return made;
  };
  Campaign campaign;
  campaign.updates = {update("2026-12-02", "Later"), update("2026-12-01", "First")};
  Translation spanish;
  spanish.updates = {update("", "Luego"), update("", "Primero")};
  Translation short_one;
  short_one.updates = {update("", "Luego")};
  campaign.translations = {spanish, short_one};
  editing::add_update(campaign, update("2026-12-01", "Second"));
  REQUIRE(campaign.updates.size() == 3);
  CHECK(campaign.updates[1].title == "Second");
  REQUIRE(campaign.translations[0].updates.size() == 3);
  CHECK(campaign.translations[0].updates[1].title.empty());
  CHECK(campaign.translations[0].updates[2].title == "Primero");
  CHECK(campaign.translations[1].updates.size() == 1);
}
