#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

#include "server/base/ip_address.h"
#include "server/limits.h"
#include "server/store/data_folder.h"
#include "shared/challenge/challenge.h"
#include "shared/limits.h"
#include "tests/server/app/captured_stderr.h"
#include "tests/server/app/mailbox.h"
#include "tests/server/app/organizers.h"

using namespace undersigned;
using namespace undersigned::testing;
using nlohmann::json;

namespace {

constexpr const char* kSign = "/v1/campaigns/open/signatures";
constexpr const char* kChallenge = "/v1/campaigns/open/challenge";
const std::string kFromAlly = "Origin: https://ally.example";

std::function<void(app::Options&)> with_free(std::uint32_t free_signatures) {
  return [=](app::Options& options) {
    options.guard.free_signatures = free_signatures;
    options.guard.challenge_bits_min = 4;
  };
}

// Behind a trusted reverse proxy on this machine, so that a test can have any number of client addresses.
std::function<void(app::Options&)> behind_front(std::uint32_t free_signatures) {
  return [=](app::Options& options) {
    with_free(free_signatures)(options);
    options.trusted_proxies = {*base::parse_cidr("127.0.0.1")};
  };
}

std::string person(const App& app, int number, const std::string& more = {}) {
  return app.form("Ana+Gil", "ana" + std::to_string(number) + "@example.org", more);
}

// The solution to add to the refused form.
std::string solved(const json& challenge) {
  const std::string token = challenge.value("token", "");
  const auto solution = solve_challenge(token, challenge.value("bits", 0), 0, UINT64_MAX);
  return "challenge=" + token + "&solution=" + std::to_string(solution.value());
}

json challenge_in(const Answer& answer) {
  return json_of(answer).value("challenge", json::object());
}

// Every part of an answer by which a reader could tell two apart.
void check_same(const Answer& answer, const Answer& first) {
  CHECK(answer.status == first.status);
  CHECK(answer.body == first.body);
  auto headers = answer.headers;
  auto first_headers = first.headers;
  headers.erase("date");
  first_headers.erase("date");
  CHECK(headers == first_headers);
}

std::uint64_t quarantined(const App& app, const std::string& slug = "open") {
  return open_store(app)->counts()->at(slug).quarantined;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a flood from one address is asked to calculate, and signs when it has") {
  const App app(with_free(3));
  for (int i = 0; i < 3; ++i) REQUIRE(app.post(kSign, person(app, i), {kFromAlly}).status == 200);
  const std::string form = person(app, 3, "idempotency_key=0123456789abcdef");
  const Answer refused = app.post(kSign, form, {kFromAlly});
  CHECK(refused.status == 429);
  CHECK(refused.header("content-type") == "application/problem+json");
  CHECK(refused.header("cache-control") == "no-store");
  CHECK(refused.header("access-control-allow-origin") == "https://ally.example");
  CHECK(refused.header("retry-after").empty());
  CHECK(problems_of(refused) == std::vector<std::string>{" challenge_needed"});
  CHECK(challenge_in(refused)["bits"] == 4);
  CHECK(app.confirmed() == 3);

  CHECK(app.post(kSign, form + "&" + solved(challenge_in(refused)), {kFromAlly}).status == 200);
  CHECK(app.confirmed() == 4);
}

TEST_CASE("a challenge in JSON is solved in JSON") {
  const App app(with_free(1));
  REQUIRE(app.post(kSign, person(app, 0)).status == 200);
  json body{{"name", "Ana Gil"}, {"email", "ana1@example.org"}, {"text_version", app.text_version("open")}};
  const auto post = [&] { return app.ask(kSign, {.method = "POST", .body = body.dump(), .type = "application/json"}); };
  const json challenge = challenge_in(post());
  const std::string token = challenge.value("token", "");
  REQUIRE_FALSE(token.empty());
  body["challenge"] = token;
  body["solution"] = std::to_string(solve_challenge(token, challenge.value("bits", 0), 0, UINT64_MAX).value());
  CHECK(post().status == 200);
  CHECK(app.confirmed() == 2);
}

TEST_CASE("a token that was used, is another campaign's, is made up or unsolved gets a new challenge") {
  const App app(with_free(1));
  REQUIRE(app.post(kSign, person(app, 0)).status == 200);
  const std::string used = solved(challenge_in(app.post(kSign, person(app, 1))));
  REQUIRE(app.post(kSign, person(app, 1, used)).status == 200);
  const std::string for_second = solved(json_of(app.get("/v1/campaigns/second/challenge")));
  const std::string unsolved = "challenge=" + challenge_in(app.post(kSign, person(app, 2))).value("token", "");
  std::string last;
  for (const std::string& wrong : {used, for_second, unsolved, unsolved + "&solution=x",
                                   unsolved + "&solution=", std::string("challenge=a&solution=0"),
                                   "challenge=" + std::string(56, 'A') + "&solution=1"}) {
    CAPTURE(wrong);
    const Answer refused = app.post(kSign, person(app, 2, wrong));
    CHECK(refused.status == 429);
    const std::string token = challenge_in(refused).value("token", "");
    CHECK(token.size() == 56);
    CHECK(token != last);
    last = token;
  }
  CHECK(app.confirmed() == 2);
}

TEST_CASE("a widget can ask for its challenge ahead, from any site") {
  const App app(with_free(1));
  const Answer none = app.get(kChallenge, {"Origin: https://elsewhere.example"});
  CHECK(none.status == 200);
  CHECK(none.body == "{\"bits\":0}");
  CHECK(none.header("content-type") == "application/json");
  CHECK(none.header("cache-control") == "no-store");
  CHECK(none.header("access-control-allow-origin") == "*");

  REQUIRE(app.post(kSign, person(app, 0)).status == 200);
  const json challenge = json_of(app.get(kChallenge));
  CHECK(challenge["bits"] == 4);
  CHECK(app.post(kSign, person(app, 1, solved(challenge))).status == 200);
  CHECK(app.get("/v1/campaigns/nothing/challenge").status == 404);
}

TEST_CASE("a school of a thousand behind one address all get in") {
  const App app(with_free(limits::kFreeSignatures));
  const std::string more = "&text_version=" + app.text_version("open");
  for (int i = 0; i < 1'000; ++i) {
    const std::string form = "name=Ana+Gil&email=ana" + std::to_string(i) + "@example.org" + more;
    const Answer answer = app.post(kSign, form);
    if (answer.status == 200) continue;
    REQUIRE(answer.status == 429);
    REQUIRE(app.post(kSign, form + "&" + solved(challenge_in(answer))).status == 200);
  }
  CHECK(app.confirmed() == 1'000);
}

TEST_CASE("what is refused as wrong does not count towards a challenge") {
  const App app(with_free(2));
  for (int i = 0; i < 20; ++i) CHECK(app.post(kSign, app.form("Ana+Gil", "nobody")).status == 422);
  CHECK(json_of(app.get(kChallenge))["bits"] == 0);
}

TEST_CASE("who writes X-Forwarded-For without being a front that was named gains nothing") {
  const App app(with_free(2));
  int taken = 0;
  for (int i = 0; i < 6; ++i) {
    const std::string spoofed = "X-Forwarded-For: 198.51.100." + std::to_string(i);
    taken += app.post(kSign, person(app, i), {spoofed}).status == 200 ? 1 : 0;
  }
  CHECK(taken == 2);
}

TEST_CASE("behind a front every client has its own rate, and what clients write themselves gains nothing") {
  const App app(behind_front(2));
  int taken = 0;
  for (int i = 0; i < 6; ++i) {
    const std::string spoofed = "X-Forwarded-For: 203.0.113." + std::to_string(i) + ", 198.51.100.1";
    taken += app.post(kSign, person(app, i), {spoofed}).status == 200 ? 1 : 0;
  }
  CHECK(taken == 2);
  CHECK(app.post(kSign, person(app, 7), {"X-Forwarded-For: 192.0.2.9"}).status == 200);
}

TEST_CASE("an IPv6 host that takes another address of its network each time gains nothing") {
  const App app(behind_front(2));
  int taken = 0;
  for (int i = 0; i < 6; ++i) {
    const std::string from = "X-Forwarded-For: 2001:db8:1:2::" + std::to_string(i + 1);
    taken += app.post(kSign, person(app, i), {from}).status == 200 ? 1 : 0;
  }
  CHECK(taken == 2);
}

TEST_CASE("what is suspicious gets the same answer as everybody, and waits, unless its signer signs well") {
  TemporaryFolder folder;
  std::ofstream(folder.file("blocked.txt")) << "trash.example\n";
  const App app([&](app::Options& options) {
    options.guard.sign_ms_min = limits::kSignMsMin;
    options.blocked_mail_domains = folder.file("blocked.txt");
  });
  const Answer counted = app.post(kSign, person(app, 0, "elapsed_ms=20000&website="), {kFromAlly});
  REQUIRE(counted.status == 200);
  check_same(app.post(kSign, person(app, 1, "website=https%3A%2F%2Fbuy.example"), {kFromAlly}), counted);
  check_same(app.post(kSign, person(app, 2, "elapsed_ms=12"), {kFromAlly}), counted);
  check_same(app.post(kSign, app.form("Ana+Gil", "ana@eu.trash.example"), {kFromAlly}), counted);
  CHECK(quarantined(app) == 3);
  // Who signs again is judged again.
  check_same(app.post(kSign, person(app, 1), {kFromAlly}), counted);
  CHECK(quarantined(app) == 2);
  CHECK(app.confirmed() == 2);
}

TEST_CASE("with confirmation by mail the suspicious get the same answers all the way") {
  const App app;
  const std::string version = "&text_version=" + app.text_version("checked");
  const auto sign = [&](const std::string& who, const std::string& more) {
    return app.post("/v1/campaigns/checked/signatures",
                    kTicket + ("&name=Ana+Gil&email=" + who) + "@example.org" + version + more);
  };
  const auto confirm = [&](const std::string& who) {
    const std::string code = letter_to(app, who + "@example.org").code();
    return app.post("/v1/campaigns/checked/confirmations",
                    kTicket + ("&name=Ana+Gil&email=" + who) + "@example.org&code=" + code);
  };
  const Answer pending = sign("ana", "");
  check_same(sign("bot", "&website=x"), pending);
  const Answer refused =
      app.post("/v1/campaigns/checked/confirmations", "name=Ana+Gil&email=bot@example.org&code=000000");
  CHECK(refused.status == 422);
  const Answer suspected = confirm("bot");
  CHECK(suspected.status == 200);
  CHECK(app.confirmed("checked") == 0);
  CHECK(quarantined(app, "checked") == 1);
  CHECK(confirm("ana").status == 200);
  CHECK(app.confirmed("checked") == 1);
}

TEST_CASE("a page without scripts is never asked to calculate: its signature is taken, and looked at") {
  const App app(with_free(1));
  const auto plain = [&](int number) {
    return app.post("/p/open", person(app, number), {"Origin: " + app.service_url()});
  };
  const Answer free = plain(0);
  REQUIRE(free.status == 303);
  check_same(plain(1), free);
  CHECK(app.confirmed() == 1);
  CHECK(quarantined(app) == 1);

  for (int i = 2; i < 2 + static_cast<int>(limits::kUnsolvedTimesMax); ++i) plain(i);
  const Answer too_many = plain(9);
  CHECK(too_many.status == 429);
  CHECK(std::stoi(too_many.header("retry-after")) >= limits::kTooManyRetryS);
  CHECK(contains(too_many.body, "Too many requests are coming from your network"));
  CHECK(contains(too_many.body, "value=\"ana9@example.org\""));
  const json challenge = json_of(app.get(kChallenge));
  CHECK(app.post(kSign, person(app, 9, solved(challenge))).status == 200);
}

TEST_CASE("easy challenges kept from before a flood, or fetched by another network, open nothing") {
  const App app(behind_front(1));
  const auto from = [](const std::string& address) { return "X-Forwarded-For: " + address; };
  int people = 0;
  const auto sign = [&](const std::string& address, const json& challenge) {
    const std::string solution = challenge.contains("token") ? solved(challenge) : "";
    return app.post(kSign, person(app, people++, solution), {from(address)}).status;
  };
  REQUIRE(sign("2001:db8:1:1::1", {}) == 200);
  std::vector<json> easy(50);
  for (json& challenge : easy) challenge = json_of(app.get(kChallenge, {from("2001:db8:1:1::1")}));
  REQUIRE(sign("2001:db8:2:1::1", {}) == 200);
  CHECK(sign("2001:db8:2:1::1", easy.back()) == 429);
  int accepted = 0;
  for (const json& challenge : easy) accepted += sign("2001:db8:1:1::1", challenge) == 200 ? 1 : 0;
  CHECK(accepted == 3);
  CHECK(json_of(app.get(kChallenge, {from("2001:db8:1:1::1")}))["bits"] == 6);
}

TEST_CASE("a flood that has calculated is counted up to a limit, and then waits for an organizer with a reason") {
  const App app([](app::Options& options) {
    options.guard.free_signatures = 2;
    options.guard.challenge_bits_min = 1;
  });
  const auto at_once = static_cast<int>(2 * limits::kFloodTimes);
  for (int i = 0; i < at_once + 5; ++i) {
    const json challenge = json_of(app.get(kChallenge));
    const Answer answer = app.post(kSign, person(app, i, challenge.contains("token") ? solved(challenge) : ""));
    REQUIRE(answer.status == 200);
  }
  CHECK(app.confirmed() == static_cast<std::uint64_t>(at_once));
  CHECK(quarantined(app) == 5);
  const Session organizer = new_session(app, "olga", store::Role::Organizer);
  const Answer page = app.get("/admin/quarantine", {organizer.cookie});
  CHECK(contains(page.body, "One of very many from the same network"));
}

TEST_CASE("very many signatures that mail somebody refuse nobody who calculates or comes without scripts") {
  const App app(behind_front(1));
  const std::string version = "&text_version=" + app.text_version("checked");
  const auto post = [&](const std::string& path, int host, const std::string& more) {
    return app.post(path, "name=Ana+Gil&email=ana" + std::to_string(host) + "@example.org" + version + more,
                    {"X-Forwarded-For: 2001:db8:" + std::to_string(host) + "::1"});
  };
  const auto beyond = static_cast<int>(3 * limits::kCampaignMailTimes);
  for (int host = 0; host < beyond; ++host) {
    Answer answer = post("/v1/campaigns/checked/signatures", host, "");
    if (answer.status == 429) {
      REQUIRE(challenge_in(answer).contains("token"));
      answer = post("/v1/campaigns/checked/signatures", host, "&" + solved(challenge_in(answer)));
    }
    REQUIRE(answer.status == 200);
  }
  CHECK(post("/p/checked", beyond, "").status == 303);
  CHECK(app.confirmed("checked") == 0);
}

TEST_CASE("codes and mails asked for have their rates, and a page keeps what was typed") {
  const App app(with_free(1));
  const std::string mailbox = "email=ana%40example.org";
  const auto until_refused = [&](const std::string& path, const std::string& body) {
    Answer answer;
    for (int i = 0; i < 100 && answer.status != 429; ++i) answer = app.post(path, body);
    CHECK(answer.status == 429);
    CHECK(std::stoi(answer.header("retry-after")) >= limits::kTooManyRetryS);
    return answer;
  };
  CHECK(contains(until_refused("/my/code", mailbox).body, "value=\"ana@example.org\""));
  CHECK(contains(until_refused("/my", mailbox + "&code=000000").body, "Too many requests"));
  const std::string signer = "name=Ana+Gil&email=ana%40example.org&code=000000";
  CHECK(problems_of(until_refused("/v1/campaigns/checked/confirmations", signer)) ==
        std::vector<std::string>{"code too_many_requests"});
  until_refused("/v1/campaigns/checked/confirmations/again", signer);
  CHECK(app.post("/p/checked/confirm", signer).status == 429);
  CHECK(contains(app.post("/p/checked/again", signer).body, "Too many requests"));
  CHECK(until_refused("/confirm", "c=checked&t=1.aaaa").header("content-type") == "text/html; charset=utf-8");
}

TEST_CASE("nothing of an address is written to the disk or to the log") {
  App app(behind_front(1));
  const std::string client = "X-Forwarded-For: 203.0.113.77";
  const std::string log = app.folder().file("log");
  {
    const CapturedStderr captured(log);
    REQUIRE(app.post(kSign, person(app, 0), {client}).status == 200);
    REQUIRE(app.post(kSign, person(app, 1), {client}).status == 429);
    app.post("/my/code", "email=ana0%40example.org", {client});
    app.post("/p/open", person(app, 2), {client});
    app.stop();
  }
  std::vector<std::filesystem::path> files{log};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(app.options().data)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  const std::string written[] = {"203.0.113", "cb00714d", std::string("\xcb\x00\x71\x4d", 4)};
  for (const auto& file : files) {
    CAPTURE(file.filename().string());
    for (const std::string& form : written) CHECK_FALSE(contains(bytes_of(file), form));
  }
  CHECK(contains(bytes_of(app.options().data + "/" + store::kDatabaseFile), "ana0@example.org"));
}

TEST_CASE("a list of blocked domains that is wrong keeps the server from starting, and says where") {
  TemporaryFolder folder;
  std::ofstream(folder.file("blocked.txt")) << "trash.example\n\nno domain here\n";
  const App app;
  app::Options options = app.options();
  options.data = folder.file("data");
  options.blocked_mail_domains = folder.file("blocked.txt");
  auto started = app::Service::start(options);
  REQUIRE_FALSE(started.ok());
  CHECK(contains(started.error().words, "line 3 is no mail domain"));
}

TEST_CASE("a list of blocked domains is taken up while the server runs") {
  TemporaryFolder folder;
  const std::string file = folder.file("blocked.txt");
  std::ofstream(file) << "# nothing yet\n";
  const App app([&](app::Options& options) { options.blocked_mail_domains = file; });
  std::ofstream(file) << "trash.example\n";
  int number = 0;
  CHECK(eventually([&] {
    app.post(kSign, app.form("Ana+Gil", "ana" + std::to_string(number++) + "@trash.example"));
    return quarantined(app) > 0;
  }));
}
