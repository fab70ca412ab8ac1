// Organizers find a signature and remove it, on the page and on the command line.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/limits.h"
#include "tests/server/app/mailbox.h"
#include "tests/server/app/organizers.h"
#include "tests/server/everywhere.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr const char* kPage = "/admin/signatures";
constexpr const char* kTakeDown = "/admin/signatures/take-down";
const std::string kReason = "reason=Asked+by+letter";

// A server with a signature whose comment is public, and an owner who is signed in.
class SignatureFixture {
 public:
  SignatureFixture() : owner(new_session(app, "olga", store::Role::Owner)) {
    const std::string form = app.form("Zebulon+Quist", "zebulon@example.org", "comment=Xylophones&visibility=public");
    REQUIRE(app.post("/v1/campaigns/open/signatures", form).status == 200);
    key = between(app.get(kPage, {owner.cookie}).body, "campaign=open&amp;key=", "\"");
    REQUIRE_FALSE(key.empty());
  }

  [[nodiscard]] std::string page(const Session& who) const {
    return app.get(kPage + std::string("?campaign=open&key=") + key, {who.cookie}).body;
  }

  [[nodiscard]] Answer take_down(const std::string& what, const std::string& reason = kReason) const {
    return take_down(owner, what, reason);
  }
  [[nodiscard]] Answer take_down(const Session& who, const std::string& what, const std::string& reason) const {
    return post_as(app, who, kTakeDown, "campaign=open&key=" + key + "&what=" + what + "&" + reason);
  }

  [[nodiscard]] std::string signers() const { return app.get("/v1/campaigns/open/signers").body; }
  [[nodiscard]] std::string public_id() const { return key.substr(key.find('-') + 1); }
  [[nodiscard]] bool is_noted(const std::string& entry) const {
    const std::vector<std::string> entries = audit_of(app);
    return std::find(entries.begin(), entries.end(), entry) != entries.end();
  }

  const App app;
  const Session owner;
  std::string key;
};

struct CommandResult {
  int code;
  std::string out;
  std::string err;
};

CommandResult run(const App& app, const std::vector<std::string>& arguments) {
  std::vector<std::string> all{"--data", app.options().data, "signature"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const app::CommandLine line = app::parse_command_line(all);
  if (!line.options) return {line.exit_code, line.message, {}};
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int code = app::take_down_signature(*line.options, {in, out, err});
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("the page of signatures is for those who moderate, and shows the newest of a campaign") {
  const SignatureFixture fixture;
  CHECK(fixture.app.get(kPage).header("location") == "/admin/login");
  const Session viewer = new_session(fixture.app, "vera", store::Role::Viewer);
  CHECK(fixture.app.get(kPage, {viewer.cookie}).status == 403);
  CHECK_FALSE(contains(fixture.app.get("/admin", {viewer.cookie}).body, kPage));
  const Answer page = fixture.app.get(kPage, {fixture.owner.cookie});
  CHECK(page.status == 200);
  CHECK(page.header("cache-control") == "no-store");
  CHECK(contains(page.body, ">Zebulon Quist</a>"));
  CHECK(contains(page.body, "Xylophones"));
  CHECK_FALSE(contains(page.body, "zebulon@"));
  CHECK(fixture.app.get(kPage + std::string("?campaign=none"), {fixture.owner.cookie}).status == 404);
}

TEST_CASE("a signature is found by its public id, in its campaign") {
  const SignatureFixture fixture;
  for (int i = 0; i < 60; ++i) {
    const std::string form = fixture.app.form("Bo+Li", "bo" + std::to_string(i) + "@example.org");
    REQUIRE(fixture.app.post("/v1/campaigns/open/signatures", form).status == 200);
  }
  const auto search = [&](const std::string& query) {
    return fixture.app.get(kPage + std::string("?") + query, {fixture.owner.cookie}).body;
  };
  CHECK_FALSE(contains(search("campaign=open"), "Zebulon"));
  CHECK(contains(search("campaign=open&before=" + between(search("campaign=open"), "before=", "\"")), "Zebulon"));
  CHECK(contains(search("campaign=open&id=" + fixture.public_id()), "Zebulon"));
  CHECK(contains(search("campaign=second&id=" + fixture.public_id()), "No signatures found."));
  CHECK(contains(search("campaign=open&id=%22%3E%3Cb%3E"), "No signatures found."));
}

TEST_CASE("a signature that is ruled out neither counts nor is shown, and can be counted again") {
  const SignatureFixture fixture;
  CHECK(fixture.app.confirmed() == 1);
  const Answer done = fixture.take_down("rule_out");
  CHECK(done.status == 303);
  CHECK(done.header("location") == "/admin/signatures?campaign=open&key=" + fixture.key + "&done=yes");
  CHECK(fixture.app.confirmed() == 0);
  CHECK(eventually([&] { return !contains(fixture.signers(), "Zebulon"); }));
  CHECK(fixture.is_noted("olga signature_ruled_out " + fixture.public_id() + ": Asked by letter"));
  CHECK(contains(fixture.page(fixture.owner), "Count again"));
  CHECK(fixture.take_down("rule_out").status == 404);
  CHECK(fixture.take_down("restore").status == 303);
  CHECK(fixture.app.confirmed() == 1);
  CHECK(eventually([&] { return contains(fixture.signers(), "Zebulon"); }));
  CHECK(fixture.is_noted("olga signature_restored " + fixture.public_id() + ": Asked by letter"));
}

TEST_CASE("a hidden comment is shown nowhere, its signature is, and it can be shown again") {
  const SignatureFixture fixture;
  CHECK(contains(fixture.app.get("/p/open").body, "Xylophones"));
  CHECK(fixture.take_down("hide_comment").status == 303);
  CHECK(contains(fixture.signers(), "Zebulon"));
  CHECK(eventually([&] { return !contains(fixture.signers(), "Xylophones"); }));
  CHECK(eventually([&] { return !contains(fixture.app.get("/p/open").body, "Xylophones"); }));
  CHECK(fixture.app.confirmed() == 1);
  CHECK(contains(fixture.page(fixture.owner), "Comment hidden"));
  CHECK(fixture.is_noted("olga comment_hidden " + fixture.public_id() + ": Asked by letter"));
  CHECK(fixture.take_down("show_comment").status == 303);
  CHECK(eventually([&] { return contains(fixture.signers(), "Xylophones"); }));
}

TEST_CASE("what an owner erases is in no file any more, still counts, and is noted without a name") {
  const SignatureFixture fixture;
  CHECK(fixture.take_down("erase").status == 303);
  for (const char* const trace : {"Zebulon", "zebulon@example.org", "Xylophones"}) {
    CHECK_MESSAGE(files_with(fixture.app.options().data, trace) == "", trace);
  }
  CHECK(fixture.app.confirmed() == 1);
  CHECK_FALSE(contains(fixture.signers(), "Zebulon"));
  CHECK(fixture.is_noted("olga signature_erased " + fixture.public_id() + ": Asked by letter"));
  CHECK(fixture.take_down("erase").status == 404);
}

TEST_CASE("an organizer does all that can be undone, and leaves erasing to owners") {
  const SignatureFixture fixture;
  const Session organizer = new_session(fixture.app, "oscar", store::Role::Organizer);
  CHECK(contains(fixture.page(organizer), "value=\"rule_out\""));
  CHECK_FALSE(contains(fixture.page(organizer), "value=\"erase\""));
  CHECK(contains(fixture.page(fixture.owner), "value=\"erase\""));
  CHECK(fixture.take_down(organizer, "erase", kReason).status == 403);
  CHECK(fixture.take_down(organizer, "hide_comment", kReason).status == 303);
  CHECK(fixture.take_down(organizer, "rule_out", kReason).status == 303);
}

TEST_CASE("nothing is taken down without a reason, the page's token, or by a key that is not right") {
  const SignatureFixture fixture;
  const std::string back = "/admin/signatures?campaign=open&key=" + fixture.key + "&reason=missing";
  for (const std::string& reason : {std::string("reason="), std::string("reason=+"), std::string("reason=a%0Ab"),
                                    std::string("x=y"), "reason=" + std::string(limits::kReasonBytesMax + 1, 'a')}) {
    CHECK(fixture.take_down("rule_out", reason).header("location") == back);
  }
  CHECK(contains(fixture.app.get(back, {fixture.owner.cookie}).body, "Enter a short reason"));
  CHECK(fixture.take_down("think").status == 400);
  const std::string fields = "campaign=open&what=rule_out&" + kReason + "&key=";
  CHECK(fixture.app.post(kTakeDown, fields + fixture.key, {fixture.owner.cookie}).status == 403);
  for (const std::string& key : {std::string("1"), std::string("x"), "9" + fixture.key, fixture.key + "a"}) {
    CHECK(post_as(fixture.app, fixture.owner, kTakeDown, fields + key).status == 404);
  }
  CHECK(
      post_as(fixture.app, fixture.owner, kTakeDown, "campaign=second&what=rule_out&" + kReason + "&key=" + fixture.key)
          .status == 404);
  CHECK(fixture.app.confirmed() == 1);
}

TEST_CASE("the command takes a signature down by its public id, and a running server shows it") {
  const SignatureFixture fixture;
  const std::string id = fixture.public_id();
  const CommandResult out = run(fixture.app, {"rule-out", id, "--reason", "Spam"});
  CHECK_MESSAGE(out.code == app::kExitOk, out.err);
  CHECK(eventually([&] { return fixture.app.confirmed() == 0; }));
  CHECK(fixture.is_noted(" signature_ruled_out " + id + ": Spam"));
  CHECK(run(fixture.app, {"restore", id, "--reason", "A mistake"}).code == app::kExitOk);
  CHECK(eventually([&] { return fixture.app.confirmed() == 1; }));
  CHECK(run(fixture.app, {"hide-comment", id, "--reason", "Insults"}).code == app::kExitOk);
  CHECK(eventually([&] { return !contains(fixture.signers(), "Xylophones"); }));
  CHECK(run(fixture.app, {"show-comment", id, "--reason", "Not so"}).code == app::kExitOk);
  CHECK(run(fixture.app, {"erase", id, "--reason", "Asked by letter"}).code == app::kExitOk);
  for (const char* const trace : {"Zebulon", "zebulon@example.org", "Xylophones"}) {
    CHECK_MESSAGE(files_with(fixture.app.options().data, trace) == "", trace);
  }
  CHECK(run(fixture.app, {"erase", id, "--reason", "Again"}).code == app::kExitFailed);
}

TEST_CASE("the command wants an id that is there, and a reason on one line") {
  const SignatureFixture fixture;
  CHECK(contains(run(fixture.app, {"erase", "none", "--reason", "x"}).err, "no signature with that ID"));
  CHECK(run(fixture.app, {"erase", fixture.public_id()}).code == app::kExitBadUsage);
  CHECK(contains(run(fixture.app, {"erase", fixture.public_id(), "--reason", "a\nb"}).err, "one line"));
  CHECK(fixture.app.confirmed() == 1);
}

TEST_CASE("the command says of what it erased whether it counts") {
  const App app;
  const std::pair<int, const char*> kStates[] = {
      {0, "Erased. It was not confirmed, so it did not count.\n"},
      {1, "Erased. It still counts.\n"},
      {2, "Erased. It was withdrawn, so it does not count.\n"},
      {3, "Erased. It was rejected, so it does not count.\n"},
      {4, "Erased. It does not count unless you accept it at /admin/quarantine.\n"}};
  for (const auto& [status, words] : kStates) {
    const std::string number = std::to_string(status);
    REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana", "ana" + number + "@example.org")).status == 200);
    SQLite::Database file(app.options().data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
    const std::string last = " WHERE id = (SELECT max(id) FROM signature)";
    file.exec("UPDATE signature SET status = " + number + last);
    const std::string id = file.execAndGet("SELECT public_id FROM signature" + last).getString();
    CHECK(run(app, {"erase", id, "--reason", "Asked"}).out == words);
  }
}
