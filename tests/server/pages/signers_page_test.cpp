#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/limits.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

void sign(const App& app, const std::string& name, const std::string& email, const std::string& more) {
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form(name, email, more)).status == 200);
}

// "Signer A", "Signer B": names have no digits.
std::string name_of(std::size_t number) {
  return "Signer+" + std::string(1, static_cast<char>('A' + number / 26)) +
         std::string(1, static_cast<char>('a' + number % 26));
}

void sign_many(const App& app, std::size_t people) {
  for (std::size_t i = 0; i < people; ++i) {
    sign(app, name_of(i), "signer" + std::to_string(i) + "@example.org", "visibility=public");
  }
  app.next_step();
}

App unlimited_app() {
  return App([](app::Options& options) { options.guard.free_signatures = limits::kFreeSignaturesMax; });
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// The address of the next page, "" on the last one.
std::string next_of(const Answer& page) {
  std::string address =
      between(page.body, "<a class=\"more\" href=\"/p/open/signers?lang=en&amp;after=", "\" rel=\"next\"");
  if (address.empty()) return {};
  return "/p/open/signers?lang=en&after=" + address.substr(address.rfind('=') + 1);
}

}  // namespace

TEST_CASE("the public list has those who chose so, as they chose, newest first, and is in no search engine") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org", "visibility=public&country=ES&comment=For+my+brother");
  sign(app, "Ben+Ode", "ben@example.org", "visibility=hidden");
  sign(app, "Cora+Diaz", "cora@example.org", "visibility=initials");
  app.next_step();
  const Answer page = app.get("/p/open/signers?lang=en");
  REQUIRE(page.status == 200);
  CHECK(page.header("cache-control") == "no-cache");
  CHECK_FALSE(page.header("etag").empty());
  CHECK(contains(page.body, "<meta name=\"robots\" content=\"noindex\">"));
  CHECK_FALSE(contains(page.body, "rel=\"canonical\""));
  CHECK(contains(page.body, "<title>Public signatures: Open the gates</title>"));
  CHECK(contains(page.body, "<strong>Ana Gil</strong> <span class=\"place\">Spain</span>"));
  CHECK(contains(page.body, "For my brother"));
  CHECK(contains(page.body, "<strong>C. D.</strong>"));
  CHECK_FALSE(contains(page.body, "Ben Ode"));
  CHECK_FALSE(contains(page.body, "Cora"));
  CHECK(page.body.find("C. D.") < page.body.find("Ana Gil"));
  CHECK(contains(app.get("/p/open/signers?lang=de").body, "Öffentliche Unterschriften"));
  CHECK(app.get("/p/hidden/signers").status == 404);
  CHECK(app.get("/p/nowhere/signers").status == 404);
}

TEST_CASE("the list has pages, each after a cursor that only this campaign's list accepts") {
  const App app = unlimited_app();
  sign_many(app, limits::kSignersPageRows + 3);
  CHECK(contains(app.get("/p/open?lang=en").body, "href=\"/p/open/signers?lang=en\">See the full list of names</a>"));
  const Answer first = app.get("/p/open/signers?lang=en");
  CHECK(count_of(first.body, "<li><strong>Signer ") == limits::kSignersPageRows);
  const std::string next = next_of(first);
  REQUIRE(next.size() > std::string("/p/open/signers?lang=en&after=").size() + 30);
  const Answer second = app.get(next);
  REQUIRE(second.status == 200);
  CHECK(count_of(second.body, "<li><strong>Signer ") == 3);
  CHECK(contains(second.body, "Signer Aa<"));
  CHECK_FALSE(contains(first.body, "Signer Aa<"));
  CHECK(next_of(second).empty());
  CHECK(contains(second.body, "href=\"/p/open/signers?lang=en\">First page</a>"));

  const std::string cursor = next.substr(next.rfind('=') + 1);
  CHECK(app.get("/p/second/signers?after=" + cursor).status == 404);
  std::string changed = next;
  changed[next.size() - 5] = changed[next.size() - 5] == 'a' ? 'b' : 'a';
  for (const std::string& wrong : {changed, std::string("/p/open/signers?after=1"), next + "a"}) {
    CAPTURE(wrong);
    CHECK(app.get(wrong).status == 404);
  }
}

TEST_CASE("a frame shows the list in the frame, with the partner") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org", "visibility=public");
  app.next_step();
  const Answer page = app.get("/e/open/signers?lang=en&partner=ally");
  REQUIRE(page.status == 200);
  CHECK(contains(page.body, "Ana Gil"));
  CHECK(contains(page.body, "href=\"/e/open?lang=en&amp;partner=ally\">Back to the campaign</a>"));
  CHECK(contains(page.header("content-security-policy"), "https://ally.example"));
}

TEST_CASE("whoever is erased or withdrawn is on no page with the next request, whoever did it") {
  const App app;
  sign(app, "Ana+Gil", "ana@example.org", "visibility=public");
  sign(app, "Ben+Ode", "ben@example.org", "visibility=public");
  app.next_step();
  const auto shown = [&](const char* path, const char* name) { return contains(app.get(path).body, name); };
  const std::vector<const char*> paths{"/p/open/signers", "/p/open", "/v1/campaigns/open/signers"};
  for (const char* path : paths) CHECK(shown(path, "Ana Gil"));

  const auto store = open_store(app);
  const auto rows = store->signatures("open", {}, 2);
  REQUIRE(rows->size() == 2);
  REQUIRE(store->erase_personal_data({(*rows)[1].cursor, (*rows)[1].public_id}).ok());
  for (const char* path : paths) {
    CAPTURE(path);
    CHECK(eventually([&] { return !shown(path, "Ana Gil"); }));
    CHECK(shown(path, "Ben Ode"));
  }
  REQUIRE(store->set_status({(*rows)[0].cursor, (*rows)[0].public_id}, store::SignatureStatus::Withdrawn).ok());
  for (const char* path : paths) {
    CAPTURE(path);
    CHECK(eventually([&] { return !shown(path, "Ben Ode"); }));
  }
}
