#include "server/ops/metrics.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <variant>

#include "server/app/metrics_token.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr char kToken[] = "a token that nobody guesses";

// Gives the server metrics that this token opens.
void with_metrics(const TemporaryFolder& folder, app::Options& options) {
  options.metrics_token_file = folder.file("token");
  std::ofstream(options.metrics_token_file) << kToken << '\n';
  std::filesystem::permissions(options.metrics_token_file, std::filesystem::perms(0600));
}

std::string metrics_of(const App& app) {
  return app.get("/metrics", {std::string("Authorization: Bearer ") + kToken}).body;
}

}  // namespace

TEST_CASE("without a token there are no metrics") {
  const App app;
  CHECK(app.get("/metrics").status == 404);
  CHECK(app.get("/metrics", {"Authorization: Bearer "}).status == 404);
}

TEST_CASE("metrics are for those who have the token") {
  const TemporaryFolder folder;
  const App app([&](app::Options& options) { with_metrics(folder, options); });
  CHECK(app.get("/metrics").status == 401);
  CHECK(app.get("/metrics").header("www-authenticate") == "Bearer");
  for (const char* wrong : {"a token that nobody guesse", "a token that nobody guessez", "", "x"}) {
    CHECK(app.get("/metrics", {std::string("Authorization: Bearer ") + wrong}).status == 401);
  }
  CHECK(app.get("/metrics", {std::string("Authorization: Basic ") + kToken}).status == 401);
  const Answer answer = app.get("/metrics", {std::string("Authorization: Bearer ") + kToken});
  CHECK(answer.status == 200);
  CHECK(answer.header("content-type") == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(answer.header("cache-control") == "no-store");
}

TEST_CASE("signatures, commits, requests and the process are counted") {
  const TemporaryFolder folder;
  const App app([&](app::Options& options) { with_metrics(folder, options); });
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org")).status == 200);
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org")).status == 200);
  REQUIRE(app.get("/no/such/page").status == 404);
  const std::string text = metrics_of(app);
  for (const char* line :
       {"undersigned_signatures{campaign=\"open\",status=\"confirmed\"} 1\n",
        "undersigned_signatures{campaign=\"shut\",status=\"confirmed\"} 0\n",
        "undersigned_signatures_acknowledged_total{outcome=\"stored\"} 1\n",
        "undersigned_signatures_acknowledged_total{outcome=\"already_there\"} 1\n",
        "undersigned_operations_failed_total{reason=\"storage\"} 0\n", "undersigned_group_commit_operations_count 2\n",
        "undersigned_group_commit_operations_sum 2\n", "undersigned_group_commit_operations_bucket{le=\"1\"} 2\n",
        "undersigned_group_commit_seconds_count 2\n", "undersigned_write_queue_operations 0\n", "undersigned_ready 1\n",
        "# TYPE undersigned_group_commit_seconds histogram\n", "# TYPE undersigned_http_requests_total counter\n"}) {
    CAPTURE(line);
    CHECK(contains(text, line));
  }
  CHECK_FALSE(contains(text, "undersigned_http_responses_total{class=\"4xx\"} 0\n"));
  CHECK(std::strtod(between(text, "\nprocess_resident_memory_bytes ", "\n").c_str(), nullptr) > 1e6);
  CHECK(std::strtod(between(text, "\nprocess_open_fds ", "\n").c_str(), nullptr) > 3);
  CHECK(std::strtod(between(text, "\nprocess_start_time_seconds ", "\n").c_str(), nullptr) > 1.6e9);
  CHECK(std::strtod(between(text, "\nundersigned_last_commit_timestamp_seconds ", "\n").c_str(), nullptr) > 1.6e9);
}

TEST_CASE("metrics name nobody") {
  const TemporaryFolder folder;
  const App app([&](app::Options& options) { with_metrics(folder, options); });
  REQUIRE(app.post("/v1/campaigns/open/signatures", app.form("Zenobia+Quill", "zenobia@example.org")).status == 200);
  const std::string text = metrics_of(app);
  REQUIRE(contains(text, "outcome=\"stored\"} 1\n"));
  for (const char* personal : {"Zenobia", "Quill", "zenobia", "example.org", "127.0.0.1", kToken}) {
    CHECK_FALSE(contains(text, personal));
  }
}

TEST_CASE("a token that could be guessed, or that others may read, is refused") {
  const TemporaryFolder folder;
  app::Options options;
  with_metrics(folder, options);
  CHECK(app::load_metrics_token(options).value().text == kToken);
  std::filesystem::permissions(options.metrics_token_file, std::filesystem::perms(0644));
  CHECK(contains(app::load_metrics_token(options).error().words, "can be read by other users"));
  std::filesystem::permissions(options.metrics_token_file, std::filesystem::perms(0600));
  std::ofstream(options.metrics_token_file) << "fifteen letters\n";
  CHECK(contains(app::load_metrics_token(options).error().words, "at least 16 characters"));
  options.metrics_token_file = folder.file("none");
  CHECK(contains(app::load_metrics_token(options).error().words, "does not exist"));
}
