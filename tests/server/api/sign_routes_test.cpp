#include <doctest/doctest.h>

#include <thread>

#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr const char* kPath = "/v1/campaigns/open/signatures";
constexpr const char* kFromAlly = "Origin: https://ally.example";
using Problems = std::vector<std::string>;

Answer post_json(const App& app, const nlohmann::json& body, std::vector<std::string> headers = {}) {
  return app.ask(kPath,
                 {.method = "POST", .headers = std::move(headers), .body = body.dump(), .type = "application/json"});
}

nlohmann::json ana(const App& app) {
  return {{"name", "Ana Gil"}, {"email", "ana@example.org"}, {"text_version", app.text_version("open")}};
}

}  // namespace

TEST_CASE("a signature is thanked for with the count that everybody is shown") {
  const App app;
  REQUIRE(app.post(kPath, app.form("Eva+Roa", "eva@example.org")).status == 200);
  const auto first = json_of(app.post(kPath, app.form("Eva+Roa", "eva@example.org")));
  CHECK(first["confirmed"] == 0);
  CHECK_FALSE(contains(first["view"].dump(), "Be the first"));  // after signing, nobody is asked to be the first
  app.next_step();
  const Answer answer = app.post(kPath, app.form("Ana+Gil", "ana@example.org", "locale=es"));
  REQUIRE(answer.status == 200);
  CHECK(answer.header("cache-control") == "no-store");
  const auto thanks = json_of(answer);
  CHECK(thanks["confirmed"] == 1);
  CHECK(thanks["lang"] == "es");
  CHECK(contains(thanks["view"].dump(), "Gracias por firmar"));
  CHECK(app.confirmed() == 2);
}

TEST_CASE("nobody learns from counts, tags or partners' counts before the step is over whether somebody had signed") {
  const App app;
  REQUIRE(app.post(kPath, app.form("Ana+Gil", "ana@example.org"), {kFromAlly}).status == 200);
  app.next_step();
  const std::string seen_by_all[] = {"/v1/campaigns/open/count",
                                     "/v1/campaigns/open/count?lang=fr",
                                     "/v1/campaigns/open/count?partner=ally",
                                     "/v1/campaigns/open/view",
                                     "/v1/campaigns/open/signers",
                                     "/v1/campaigns",
                                     "/v1/directory",
                                     "/p/open?lang=en",
                                     "/e/open?card=1",
                                     "/"};
  std::vector<Answer> before;
  for (const std::string& path : seen_by_all) before.push_back(app.get(path));
  const Answer known = app.post(kPath, app.form("Ana+Gil", "ana@example.org"), {kFromAlly});
  const Answer fresh = app.post(kPath, app.form("Noa+Paz", "noa@example.org"), {kFromAlly});
  CHECK(known.body == fresh.body);
  for (std::size_t i = 0; i < before.size(); ++i) {
    CAPTURE(seen_by_all[i]);
    const Answer now = app.get(seen_by_all[i]);
    CHECK(now.body == before[i].body);
    CHECK(now.header("etag") == before[i].header("etag"));
  }
  // The first request in this step.
  CHECK(json_of(app.get("/v1/campaigns/open/count?lang=es"))["confirmed"] == 1);
  CHECK(json_of(app.get("/v1/campaigns/open/count?lang=es&partner=ally"))["by_partner"] == 1);
  CHECK(app.confirmed() == 2);
}

TEST_CASE("a second signature from the same mailbox gives the same reply") {
  const App app;
  const Answer first = app.post(kPath, app.form("Ana+Gil", "ana@example.org"));
  const Answer second = app.post(kPath, app.form("Ana+Gil", "Ana@Example.org", "comment=again"));
  CHECK(first.status == 200);
  CHECK(second.status == first.status);
  CHECK(second.body == first.body);
  CHECK(second.headers.size() == first.headers.size());
  CHECK(app.confirmed() == 1);
}

TEST_CASE("two people may share a mailbox") {
  const App app;
  CHECK(app.post(kPath, app.form("Ana+Gil", "home@example.org")).status == 200);
  CHECK(app.post(kPath, app.form("Ben+Gil", "home@example.org")).status == 200);
  CHECK(app.confirmed() == 2);
}

TEST_CASE("JSON signs too, with the same member names") {
  const App app;
  nlohmann::json body = ana(app);
  body["consent"] = {"updates"};
  body["unknown"] = {{"deep", true}};
  body["phone"] = nullptr;
  CHECK(post_json(app, body, {"Idempotency-Key: 0123456789abcdef"}).status == 200);
  CHECK(post_json(app, body, {"Idempotency-Key: 0123456789abcdef"}).status == 200);
  CHECK(app.confirmed() == 1);
}

TEST_CASE("a wrong request gets the right status, names the field, and nothing is written") {
  const App app;
  const std::string good = app.form("Ana+Gil", "ana@example.org");
  struct Wrong {
    const char* what;
    std::string path;
    RequestOptions ask;
    int status;
    Problems problems;
  };
  const auto form = [](std::string body) { return RequestOptions{.method = "POST", .body = std::move(body)}; };
  const auto json = [](std::string body) {
    return RequestOptions{.method = "POST", .body = std::move(body), .type = "application/json; charset=utf-8"};
  };
  const Wrong wrongs[] = {
      {"unknown campaign", "/v1/campaigns/nowhere/signatures", form(good), 404, {"campaign unknown_campaign"}},
      {"closed campaign", "/v1/campaigns/shut/signatures", form(good), 409, {"campaign campaign_closed"}},
      {"broken JSON", kPath, json("{\"name\":"), 400, {"body bad_body"}},
      {"JSON that is no object", kPath, json("[1]"), 400, {"body bad_body"}},
      {"JSON that is not UTF-8", kPath, json("{\"name\":\"\xff\"}"), 400, {"body bad_body"}},
      {"a number for a name", kPath, json("{\"name\":1,\"consent\":[2]}"), 422, {"consent bad_type", "name bad_type"}},
      {"too many fields",
       kPath,
       form([] {
         std::string body;
         for (int i = 0; i < 100; ++i) body += "a=1&";
         return body;
       }()),
       400,
       {"body bad_body"}},
      {"another media type",
       kPath,
       RequestOptions{.method = "POST", .body = good, .type = "text/plain"},
       415,
       {"body unsupported_media"}},
      {"a wrong method", kPath, RequestOptions{.method = "DELETE"}, 405, {" method_not_allowed"}},
      {"a body of one megabyte", kPath, form(std::string(1'000'000, 'a')), 413, {"body body_too_large"}},
      {"a name too long", kPath, form(app.form(std::string(101, 'a'), "ana@example.org")), 422, {"name too_long"}},
      {"a comment too long", kPath, form(good + "&comment=" + std::string(1'001, 'a')), 422, {"comment too_long"}},
      {"nothing", kPath, form(""), 422, {"name required", "email required", "text_version required"}},
      {"no address", kPath, form(app.form("Ana+Gil", "ana")), 422, {"email not_an_email"}},
      {"an unknown choice", kPath, form(good + "&visibility=loud"), 422, {"visibility unknown_choice"}},
      {"an unknown consent", kPath, form(good + "&consent=everything"), 422, {"consent unknown_choice"}},
      {"a bad key", kPath, form(good + "&idempotency_key=short"), 422, {"idempotency_key bad_key"}},
      {"a text that has changed",
       kPath,
       form("name=Ana+Gil&email=ana%40example.org&text_version=0000000000000000"),
       409,
       {"text_version text_changed"}},
  };
  for (const Wrong& wrong : wrongs) {
    CAPTURE(wrong.what);
    const Answer answer = app.ask(wrong.path, wrong.ask);
    CHECK(answer.status == wrong.status);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(answer.header("cache-control") == "no-store");
    CHECK(json_of(answer)["status"] == wrong.status);
    CHECK(problems_of(answer) == wrong.problems);
    CHECK_FALSE(contains(answer.body, "ana@example.org"));
  }
  CHECK(app.ask(kPath, {.method = "DELETE"}).header("allow") == "POST, OPTIONS");
  CHECK(app.confirmed("open") == 0);
  CHECK(app.confirmed("shut") == 0);
}

TEST_CASE("errors are in the signer's language") {
  const App app;
  const Answer answer = app.post(kPath, "name=&email=a@example.org&locale=es&text_version=" + app.text_version("open"));
  CHECK(answer.header("content-language") == "es");
  CHECK(contains(answer.body, "Escribe"));
}

TEST_CASE("a text that has changed comes with the petition as it is now") {
  const App app;
  const Answer answer = app.post(kPath, "name=Ana+Gil&email=ana%40example.org&text_version=0000000000000000");
  const auto problem = json_of(answer);
  CHECK(problem["petition"]["slug"] == "open");
  CHECK(problem["petition"]["view"][0][0] == "article");
  CHECK(problem["form"]["rules"] == json_of(app.get("/v1/campaigns/open/form"))["rules"]);
}

TEST_CASE("only this server's pages, partners and programs may send signatures") {
  const App app;
  const std::string own = app.service().base_url();
  struct Case {
    std::string origin;
    int status;
    std::string allowed;
  };
  const Case cases[] = {
      {"", 200, ""},
      {own, 200, own},
      {"http://localhost:" + std::to_string(app.service().port()), 200, own},
      {"https://ally.example", 200, "https://ally.example"},
      {"http://localhost:8081", 200, "http://localhost:8081"},
      {"https://stranger.example", 403, "*"},
      {"http://ally.example", 403, "*"},
      {"https://ally.example.evil.example", 403, "*"},
      {"null", 403, "*"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.origin);
    std::vector<std::string> headers;
    if (!each.origin.empty()) headers.push_back("Origin: " + each.origin);
    const Answer answer = app.post(kPath, app.form("Ana+Gil", "ana@example.org"), headers);
    CHECK(answer.status == each.status);
    CHECK(answer.header("access-control-allow-origin") == each.allowed);
    CHECK(answer.header("vary") == "Origin");
    CHECK(answer.header("access-control-allow-credentials").empty());
    if (each.status == 403) CHECK(problems_of(answer) == Problems{" origin_not_allowed"});
  }
  CHECK(app.confirmed() == 1);
}

TEST_CASE("a refusal can be read by the partner's page that caused it") {
  const App app;
  const Answer answer = app.post(kPath, "name=", {"Origin: https://ally.example"});
  CHECK(answer.status == 422);
  CHECK(answer.header("access-control-allow-origin") == "https://ally.example");
  CHECK(answer.header("access-control-expose-headers") == "Retry-After");
}

TEST_CASE("a preflight lets partners send JSON and nobody else") {
  const App app;
  const auto preflight = [&](const std::string& origin) {
    return app.ask(kPath, {.method = "OPTIONS",
                           .headers = {"Origin: " + origin, "Access-Control-Request-Method: POST",
                                       "Access-Control-Request-Headers: content-type"}});
  };
  const Answer ally = preflight("https://ally.example");
  CHECK(ally.status == 204);
  CHECK(ally.header("access-control-allow-origin") == "https://ally.example");
  CHECK(ally.header("access-control-allow-methods") == "POST");
  for (const char* origin : {"https://stranger.example", "null"}) {
    CHECK(preflight(origin).header("access-control-allow-origin").empty());
    CHECK(preflight(origin).header("access-control-allow-methods").empty());
  }
}

TEST_CASE("many who sign at once are each counted once, and told no more than everybody") {
  const App app;
  constexpr int kPeople = 4;
  constexpr int kEach = 25;
  const std::string text_version = app.text_version("open");
  std::vector<std::thread> people;
  people.reserve(kPeople);
  std::vector<int> refused(kPeople, 0);
  for (int person = 0; person < kPeople; ++person) {
    people.emplace_back([&, person] {
      for (int i = 0; i < kEach; ++i) {
        std::string form = "name=Ana+Gil&email=p";
        form.append(std::to_string(person)).append("n").append(std::to_string(i));
        form.append("@example.org&text_version=").append(text_version);
        const Answer answer = app.post(kPath, std::move(form));
        const auto now = json_of(answer).value("confirmed", std::uint64_t{0});
        if (answer.status != 200 || now != 0) ++refused[static_cast<std::size_t>(person)];
      }
    });
  }
  for (std::thread& person : people) person.join();
  for (const int each : refused) CHECK(each == 0);
  CHECK(app.confirmed() == kPeople * kEach);
}

TEST_CASE("a signature that was thanked for is there after a new start") {
  App app;
  REQUIRE(app.post(kPath, app.form("Ana+Gil", "ana@example.org")).status == 200);
  app::Options options = app.options();
  app.stop();
  auto started = app::Service::start(options);
  REQUIRE(started.ok());
  http::Client client(started.value()->port());
  CHECK(json_of(client.get("/v1/campaigns/open/count"))["confirmed"] == 1);
}
