#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "server/limits.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr const char* kSign = "/v1/campaigns/open/signatures";
constexpr const char* kPage = "/admin/quarantine";
constexpr const char* kDecide = "/admin/quarantine/decisions";

// The honeypot field, as automated forms fill it in.
const std::string kHoneypot = "website=x";
const std::string kTooFast = "elapsed_ms=1";

class QuarantineFixture {
 public:
  QuarantineFixture()
      : app([](app::Options& options) { options.guard.sign_ms_min = limits::kSignMsMin; }),
        organizer(new_session(app, "olga", store::Role::Organizer)) {}

  void sign(const std::string& name, const std::string& more) {
    const std::string email = "signer" + std::to_string(++number_) + "@example.org";
    REQUIRE(app.post(kSign, app.form(name, email, more)).status == 200);
  }

  [[nodiscard]] std::string page(const std::string& query = {}) const {
    return app.get(kPage + query, {organizer.cookie}).body;
  }

  // The value of the checkbox beside a name.
  [[nodiscard]] std::string key_of(const std::string& name) const {
    const std::string before = page();
    const std::string item = before.substr(0, before.find(">" + name + "<"));
    return between(item.substr(item.rfind("name=\"key\"")), "value=\"", "\"");
  }

  [[nodiscard]] Answer decide(const std::string& fields) const {
    return post_as(app, organizer, kDecide, "campaign=open&" + fields);
  }

  const App app;
  const Session organizer;

 private:
  int number_ = 0;
};

std::size_t times_in(const std::string& text, const std::string& part) {
  std::size_t times = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
  return times;
}

bool is_in_audit_log(const App& app, const std::string& entry) {
  const std::vector<std::string> entries = audit_of(app);
  return std::any_of(entries.begin(), entries.end(), [&](const auto& each) { return each.rfind(entry, 0) == 0; });
}

}  // namespace

TEST_CASE("the page is for those who moderate, and says what will stand there") {
  const App app;
  CHECK(app.get(kPage).header("location") == "/admin/login");
  const Session viewer = new_session(app, "vera", store::Role::Viewer);
  CHECK(app.get(kPage, {viewer.cookie}).status == 403);
  CHECK(post_as(app, viewer, kDecide, "campaign=open&decision=release&reason=honeypot").status == 403);
  CHECK_FALSE(contains(app.get("/admin", {viewer.cookie}).body, kPage));
  const Session owner = new_session(app, "olga", store::Role::Owner);
  const Answer page = app.get(kPage, {owner.cookie});
  CHECK(page.status == 200);
  CHECK(page.header("cache-control") == "no-store");
  CHECK(contains(page.body, "There are no suspicious signatures."));
  CHECK(contains(page.body, "faster than people type"));
}

TEST_CASE("a signature that waits is shown with its reasons, and with nothing of its address") {
  QuarantineFixture fixture;
  fixture.sign("Ana+Gil", kHoneypot + "&" + kTooFast + "&country=ES&comment=Buy+things");
  const std::string dashboard = fixture.app.get("/admin", {fixture.organizer.cookie}).body;
  CHECK(contains(dashboard, "<a href=\"/admin/quarantine\">1 signature needs your decision</a>"));
  const std::string page = fixture.page();
  CHECK(contains(page, "A hidden field was filled in"));
  CHECK(contains(page, "Sent faster than people type"));
  CHECK(contains(page, "Ana Gil"));
  CHECK(contains(page, "ES"));
  CHECK(contains(page, "Buy things"));
  CHECK_FALSE(contains(page, "example.org"));
}

TEST_CASE("what is released counts at once, and what is ruled out never does") {
  QuarantineFixture fixture;
  fixture.sign("Ana+Gil", kHoneypot);
  fixture.sign("Bot+One", kHoneypot);
  fixture.sign("Bot+Two", kHoneypot);
  const Answer released = fixture.decide("decision=release&key=" + fixture.key_of("Ana Gil"));
  CHECK(released.status == 303);
  CHECK(released.header("location") == "/admin/quarantine?released=1&campaign=open");
  CHECK(contains(fixture.page("?released=1"), "1 signature accepted. It counts now."));
  CHECK(fixture.app.confirmed() == 1);

  const std::string both = "decision=rule_out&key=" + fixture.key_of("Bot One") + "&key=" + fixture.key_of("Bot Two");
  CHECK(fixture.decide(both).header("location") == "/admin/quarantine?ruled_out=2");
  CHECK(fixture.app.confirmed() == 1);
  CHECK(contains(fixture.page(), "There are no suspicious signatures."));
  CHECK(is_in_audit_log(fixture.app, "olga signature_released "));
  CHECK(is_in_audit_log(fixture.app, "olga signature_ruled_out "));
  CHECK(fixture.decide(both).header("location") == "/admin/quarantine?ruled_out=0");
}

TEST_CASE("all of one reason are decided together, but none that has another reason too") {
  QuarantineFixture fixture;
  for (int i = 0; i < 30; ++i) fixture.sign("Fast+Typist", kTooFast);
  fixture.sign("Bot+Fast", kTooFast + "&" + kHoneypot);
  CHECK(fixture.decide("decision=release&reason=too_fast").header("location") ==
        "/admin/quarantine?released=30&campaign=open");
  CHECK(fixture.app.confirmed() == 30);
  CHECK(contains(fixture.page(), "Bot Fast"));
  CHECK(is_in_audit_log(fixture.app, "olga signature_released open 30"));
}

TEST_CASE("a suspicious signature that a stranger gives in somebody's name does not keep that person from signing") {
  QuarantineFixture fixture;
  const std::string email = "vera@corp.example";
  REQUIRE(fixture.app.post(kSign, fixture.app.form("Vera+Victim", email, kHoneypot + "&comment=BUY+PILLS")).status ==
          200);
  const std::string her_own = fixture.app.form("Vera+Victim", email, "comment=For+my+brother&elapsed_ms=20000");
  CHECK(fixture.app.post(kSign, her_own).status == 200);
  CHECK(fixture.app.confirmed() == 1);
  CHECK(contains(fixture.page(), "There are no suspicious signatures."));
  CHECK(contains(fixture.app.get("/admin/signatures", {fixture.organizer.cookie}).body, "For my brother"));
  CHECK_FALSE(contains(fixture.app.get("/admin/signatures", {fixture.organizer.cookie}).body, "BUY PILLS"));
}

TEST_CASE("who signs after a made-up signature in their name was rejected waits for an organizer, who sees why") {
  QuarantineFixture fixture;
  const std::string rolf = fixture.app.form("Rolf+Real", "rolf@corp.example", "elapsed_ms=20000");
  REQUIRE(fixture.app.post(kSign, rolf).status == 200);
  REQUIRE(fixture.app.confirmed() == 1);
  const auto row = open_store(fixture.app)->signatures("open", {}, 1)->at(0);
  REQUIRE(open_store(fixture.app)->set_status({row.cursor, row.public_id}, store::SignatureStatus::Invalid).ok());
  CHECK(fixture.app.post(kSign, rolf).status == 200);
  CHECK(contains(fixture.page(), "Rolf Real"));
  CHECK(contains(fixture.page(), "<li>Signed again after a rejection</li>"));
  CHECK(fixture.decide("decision=release&reason=after_rejection").header("location") == "/admin/quarantine?released=1");
  CHECK(fixture.app.confirmed() == 1);
}

TEST_CASE("a decision needs the page's token, something ticked, and keys that are right") {
  QuarantineFixture fixture;
  fixture.sign("Ana+Gil", kHoneypot);
  const std::string key = fixture.key_of("Ana Gil");
  const std::string fields = "campaign=open&decision=release&key=" + key;
  CHECK(fixture.app.post(kDecide, fields, {fixture.organizer.cookie}).status == 403);
  CHECK(fixture.app.post(kDecide, fields + "&csrf=" + fixture.organizer.csrf).header("location") == "/admin/login");
  CHECK(fixture.app.get(std::string(kDecide) + "?" + fields, {fixture.organizer.cookie}).status == 405);

  const Answer none = fixture.decide("decision=release");
  CHECK(none.header("location") == "/admin/quarantine?ticked=none&campaign=open");
  CHECK(contains(fixture.page("?ticked=none&campaign=open"), "Tick at least one signature"));
  CHECK(fixture.decide("decision=think&key=" + key).status == 400);
  CHECK(fixture.decide("decision=release&reason=everything").status == 400);
  CHECK(post_as(fixture.app, fixture.organizer, kDecide, "campaign=none&decision=release&key=" + key).status == 404);
  CHECK(post_as(fixture.app, fixture.organizer, kDecide, "campaign=second&decision=release&key=" + key).status == 303);
  for (const char* const wrong : {"1", "1-", "-1-a", "x", "1-aaaaaaaaaaaaaaaaaaaaaaaaaa", "99999999999999999999-a"}) {
    CHECK(fixture.decide(std::string("decision=release&key=") + wrong).status == 303);
  }
  CHECK(fixture.app.confirmed() == 0);
}

TEST_CASE("many are shown in pages, the newest first") {
  QuarantineFixture fixture;
  fixture.sign("The+First", kHoneypot);
  for (std::size_t i = 0; i < limits::kQuarantinePageRows; ++i) fixture.sign("Bot+Bot", kHoneypot);
  const std::string first = fixture.page();
  CHECK(times_in(first, "name=\"key\"") == limits::kQuarantinePageRows);
  CHECK_FALSE(contains(first, "The First"));
  const std::string query = between(first, "<a href=\"/admin/quarantine?campaign=open&amp;before=", "\"");
  REQUIRE_FALSE(query.empty());
  const std::string second = fixture.page("?campaign=open&before=" + query);
  CHECK(times_in(second, "name=\"key\"") == 1);
  CHECK(contains(second, "The First"));
}

TEST_CASE("every campaign in which something waits is named with its number") {
  QuarantineFixture fixture;
  fixture.sign("Ana+Gil", kHoneypot);
  const std::string form = "name=Bo+Li&email=bo@example.org&text_version=" + fixture.app.text_version("second");
  REQUIRE(fixture.app.post("/v1/campaigns/second/signatures", form + "&" + kHoneypot).status == 200);
  const std::string page = fixture.page("?campaign=second");
  CHECK(contains(page, "Bo Li"));
  CHECK_FALSE(contains(page, "Ana Gil"));
  CHECK(contains(page, "<a href=\"/admin/quarantine?campaign=second\" aria-current=\"page\">A second one</a>"));
  CHECK(contains(page, "<a href=\"/admin/quarantine?campaign=open\">Open the gates</a>"));
}
