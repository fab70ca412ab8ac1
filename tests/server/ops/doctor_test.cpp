#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/crypto/encoding.h"
#include "server/crypto/sha512.h"
#include "server/http/server.h"
#include "tests/server/app/fixture.h"
#include "tests/server/ops/run_command.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

struct DoctorLine {
  std::string verdict;  // "" if the subject does not occur
  std::string words;
};

DoctorLine line_of(const CommandResult& said, const std::string& subject) {
  for (const std::string verdict : {"ok", "warning", "problem"}) {
    std::string begin = "\n" + verdict;
    begin.append(9 - verdict.size(), ' ').append(subject).append(": ");
    if (contains("\n" + said.out, begin)) return {verdict, between("\n" + said.out, begin, "\n")};
  }
  return {};
}

std::string verdict_of(const CommandResult& said, const std::string& subject) {
  return line_of(said, subject).verdict;
}

// A server's folder, and options as behind a reverse proxy.
struct DoctorFixture {
  DoctorFixture() {
    // The fixture's manifest has no real hashes.
    const std::string manifest = options.assets + "/manifest.json";
    nlohmann::json json = nlohmann::json::parse(std::ifstream(manifest));
    for (auto& [name, entry] : json["files"].items()) {
      std::ifstream in(options.assets + "/" + name, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
      entry["integrity"] = "sha512-" + crypto::to_base64(crypto::sha512(bytes));
    }
    std::ofstream(manifest) << json.dump();
    options.base_url = "https://sign.example.org";
    options.trusted_proxies.push_back(*base::parse_cidr("127.0.0.1"));
    options.mail.smtp = *mail::parse_smtp_url("smtp://mail.example.org");
    options.mail.from.email = "petitions@example.org";
  }

  [[nodiscard]] CommandResult run_doctor() const { return run(app::doctor, options); }

  App app;
  app::Options options = app.options();
};

}  // namespace

TEST_CASE("a server that is well is said to be, while it runs") {
  const DoctorFixture fixture;
  REQUIRE(fixture.app.post("/v1/campaigns/open/signatures", fixture.app.form("Ana+Gil", "ana@example.org")).status ==
          200);
  const CommandResult said = fixture.run_doctor();
  for (const char* subject : {"base URL", "reverse proxy", "widget files", "metrics", "two-step sign-in", "data folder",
                              "files", "database", "counters", "secret", "audit log", "mail"}) {
    CAPTURE(subject);
    CAPTURE(said.out);
    CHECK(verdict_of(said, subject) == "ok");
  }
  CHECK(contains(said.out, "intact, 1 signature\n"));
  CHECK_FALSE(contains(said.out, "ana@"));
  CHECK(said.err.empty());
}

TEST_CASE("doctor changes nothing, and makes no folder") {
  const TemporaryFolder temporary;
  app::Options options;
  options.data = temporary.file("data");
  const CommandResult said = run(app::doctor, options);
  CHECK(verdict_of(said, "data folder") == "warning");
  CHECK_FALSE(std::filesystem::exists(options.data));
}

TEST_CASE("addresses that would send signatures in the clear, or take everybody for the front, are problems") {
  DoctorFixture fixture;
  fixture.options.base_url = "http://sign.example.org";
  CHECK(verdict_of(fixture.run_doctor(), "base URL") == "problem");
  fixture.options.base_url = "http://localhost:8080";
  CHECK(verdict_of(fixture.run_doctor(), "base URL") == "warning");
  fixture.options.base_url.clear();
  CHECK(verdict_of(fixture.run_doctor(), "base URL") == "warning");
  fixture.options.host = "0.0.0.0";
  CHECK(verdict_of(fixture.run_doctor(), "reverse proxy") == "problem");
  fixture.options.base_url = "https://sign.example.org";
  CHECK(verdict_of(fixture.run_doctor(), "reverse proxy") == "warning");
  fixture.options.trusted_proxies.clear();
  const CommandResult said = fixture.run_doctor();
  CHECK(verdict_of(said, "reverse proxy") == "problem");
  CHECK(contains(line_of(said, "reverse proxy").words, "--trusted-proxy"));
  CHECK(said.code == app::kExitFailed);
}

TEST_CASE("a file of the widget that is not the manifest's is found") {
  const DoctorFixture fixture;
  std::ofstream(fixture.options.assets + "/page.js", std::ios::app) << "alert(1)";
  const CommandResult said = fixture.run_doctor();
  CHECK(verdict_of(said, "widget files") == "problem");
  CHECK(contains(line_of(said, "widget files").words, "page.js"));
}

TEST_CASE("campaigns that ask for mail want a mail server") {
  DoctorFixture fixture;
  fixture.options.mail = {};
  const CommandResult said = fixture.run_doctor();
  CHECK(verdict_of(said, "mail") == "problem");
  CHECK(contains(line_of(said, "mail").words, "--smtp-url"));
}

TEST_CASE("campaigns that count at once are named, with what strangers learn from that") {
  const DoctorFixture fixture;
  const DoctorLine line = line_of(fixture.run_doctor(), "confirmation");
  CHECK(line.verdict == "warning");
  CHECK(contains(line.words, "3 campaigns count signatures at once: open second groups. Anyone who knows"));
}

TEST_CASE("a weak token and a list of domains that cannot be read are found") {
  DoctorFixture fixture;
  fixture.options.metrics_token_file = fixture.app.folder().file("token");
  std::ofstream(fixture.options.metrics_token_file) << "short\n";
  std::filesystem::permissions(fixture.options.metrics_token_file, std::filesystem::perms(0600));
  fixture.options.blocked_mail_domains = fixture.app.folder().file("none");
  const CommandResult said = fixture.run_doctor();
  CHECK(verdict_of(said, "metrics") == "problem");
  CHECK_FALSE(contains(said.out, "short\n"));
  CHECK(verdict_of(said, "blocked mail domains") == "problem");
}

TEST_CASE("files that others may read are found, and left as they are") {
  const DoctorFixture fixture;
  const std::string secret = fixture.options.data + "/secret";
  std::filesystem::permissions(secret, std::filesystem::perms(0640));
  std::filesystem::permissions(fixture.options.data, std::filesystem::perms(0750));
  const CommandResult said = fixture.run_doctor();
  CHECK(verdict_of(said, "data folder") == "problem");
  CHECK(verdict_of(said, "files") == "problem");
  CHECK(contains(line_of(said, "files").words, "chmod 600 " + secret));
  CHECK(std::filesystem::status(secret).permissions() == std::filesystem::perms(0640));
}

TEST_CASE("a secret that is missing, or another database's, is a problem") {
  DoctorFixture fixture;
  REQUIRE(fixture.app.post("/v1/campaigns/open/signatures", fixture.app.form("Ana+Gil", "ana@example.org")).status ==
          200);
  fixture.app.stop();
  const std::string secret = fixture.options.data + "/secret";
  std::ofstream(secret) << std::string(64, 'd') << '\n';
  CommandResult said = fixture.run_doctor();
  CHECK(verdict_of(said, "secret") == "problem");
  CHECK(contains(line_of(said, "secret").words, "is not the one that the database was written with"));
  CHECK_FALSE(contains(said.out, "dddd"));
  std::filesystem::remove(secret);
  said = fixture.run_doctor();
  CHECK(verdict_of(said, "secret") == "problem");
  CHECK(contains(line_of(said, "secret").words, "restore the file from your backup"));
}

TEST_CASE("counters that differ, a changed audit log and a damaged database are found") {
  DoctorFixture fixture;
  REQUIRE(fixture.app.post("/v1/campaigns/open/signatures", fixture.app.form("Ana+Gil", "ana@example.org")).status ==
          200);
  fixture.app.stop();
  const std::string path = fixture.options.data + "/undersigned.db";
  SUBCASE("counters") {
    SQLite::Database(path, SQLite::OPEN_READWRITE).exec("UPDATE counter SET signatures = 7 WHERE series = 0");
    const CommandResult said = fixture.run_doctor();
    CHECK(verdict_of(said, "counters") == "problem");
    CHECK(contains(line_of(said, "counters").words, "run `recount`"));
  }
  SUBCASE("the audit log") {
    SQLite::Database(path, SQLite::OPEN_READWRITE)
        .exec("INSERT INTO audit (time_ms, actor, action, subject, chain) VALUES (1, 'eve', 'sign_in', '', x'00')");
    CHECK(verdict_of(fixture.run_doctor(), "audit log") == "problem");
  }
  SUBCASE("a signer with two signatures, and one that is not in the table of signers") {
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    fixture.options.depth = app::Depth::Deep;
    CHECK(verdict_of(fixture.run_doctor(), "database") == "ok");
    database.exec("UPDATE signer_progress SET merged_to = (SELECT max(id) FROM signature)");
    CHECK(contains(line_of(fixture.run_doctor(), "database").words, "not in the table of signers"));
    database.exec(
        "INSERT INTO signature (campaign_id, status, time_ms, partner, country, kind, visibility, dedupe_key,"
        " public_id, idempotency_key, text_version, locale, origin, page, utm_source, utm_medium, utm_campaign)"
        " SELECT campaign_id, 2, time_ms, partner, country, kind, visibility, dedupe_key, 'second', 'second',"
        " text_version, locale, origin, page, utm_source, utm_medium, utm_campaign FROM signature");
    CHECK(contains(line_of(fixture.run_doctor(), "database").words, "more than one signature"));
  }
  SUBCASE("the audit log, cut at its end") {
    REQUIRE(run(app::export_signatures,
                [&] {
                  app::Options options = fixture.options;
                  options.campaign = "open";
                  return options;
                }())
                .code == app::kExitOk);
    CHECK(verdict_of(fixture.run_doctor(), "audit log") == "ok");
    SQLite::Database(path, SQLite::OPEN_READWRITE)
        .exec(
            "DROP TRIGGER audit_is_not_cut; DELETE FROM audit; DELETE FROM sqlite_sequence;"
            "CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit"
            " BEGIN SELECT RAISE(ABORT, 'the audit log is not cut'); END;");
    CHECK(verdict_of(fixture.run_doctor(), "audit log") == "problem");
  }
  SUBCASE("a damaged row") {
    SQLite::Database(path, SQLite::OPEN_READWRITE).exec("UPDATE signature SET visibility = 9");
    fixture.options.depth = app::Depth::Deep;
    const CommandResult said = fixture.run_doctor();
    CHECK(verdict_of(said, "table signature") == "problem");
    CHECK(contains(line_of(said, "table signature").words, "1 damaged row"));
    CHECK_FALSE(contains(said.out, "Ana"));
  }
  SUBCASE("an index that is missing, and a trigger of somebody else") {
    SQLite::Database(path, SQLite::OPEN_READWRITE).exec("DROP INDEX signature_shown");
    CHECK(contains(line_of(fixture.run_doctor(), "database").words, "the index signature_shown is missing"));
  }
  SUBCASE("a file that is gone beside its secret") {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
    CHECK(contains(line_of(fixture.run_doctor(), "database").words, "so it has been lost"));
  }
  SUBCASE("the file") {
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    const CommandResult said = fixture.run_doctor();
    CHECK(verdict_of(said, "database") == "problem");
    CHECK(said.code == app::kExitFailed);
  }
}

TEST_CASE("a damaged campaign is named, and the server starts without it") {
  DoctorFixture fixture;
  fixture.app.stop();
  SQLite::Database(fixture.options.data + "/undersigned.db", SQLite::OPEN_READWRITE)
      .exec(
          "UPDATE campaign SET document = '{' WHERE slug = 'second'; UPDATE partner SET document = '' WHERE slug = "
          "'ally'");
  for (const app::Depth depth : {app::Depth::Quick, app::Depth::Deep}) {
    fixture.options.depth = depth;
    const CommandResult said = fixture.run_doctor();
    CHECK(verdict_of(said, "campaign second") == "problem");
    CHECK(verdict_of(said, "partner ally") == "problem");
    CHECK(said.code == app::kExitFailed);
  }
  auto started = app::Service::start(fixture.app.options());
  REQUIRE(started.ok());
  const app::Service& service = *started.value();
  CHECK(http::Client(service.port()).get("/v1/campaigns/open/count").status == 200);
  CHECK(http::Client(service.port()).get("/v1/campaigns/second/count").status == 404);
}

TEST_CASE("of a damaged file no raw bytes are printed") {
  DoctorFixture fixture;
  fixture.app.stop();
  const std::string path = fixture.options.data + "/undersigned.db";
  SQLite::Database(path, SQLite::OPEN_READWRITE)
      .exec(
          "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = CAST(x'011b5b33316d07ff' AS TEXT),"
          " sql = CAST(x'011b5b33316dff' AS TEXT) WHERE name = 'person'");
  const CommandResult said = fixture.run_doctor();
  CHECK(verdict_of(said, "database") == "problem");
  for (const char c : said.out) {
    const bool printable = c == '\n' || (c >= ' ' && c <= '~');
    if (!printable) FAIL_CHECK("byte " << static_cast<int>(static_cast<unsigned char>(c)));
  }
}

TEST_CASE("what the system does not let us open is not called damaged, and no backup is advised") {
  DoctorFixture fixture;
  fixture.app.stop();
  std::filesystem::create_directory(fixture.options.data + "/undersigned.db-wal");
  const CommandResult said = fixture.run_doctor();
  const DoctorLine line = line_of(said, "database");
  CHECK(line.verdict == "problem");
  CHECK(contains(line.words, "cannot be opened"));
  CHECK(contains(line.words, "read-only"));
  CHECK_FALSE(contains(line.words, "backup"));
}

TEST_CASE("the address of the server is tried where that is asked for") {
  DoctorFixture fixture;
  fixture.options.online = app::Online::Yes;
  fixture.options.mail = {};
  fixture.options.base_url = fixture.app.service_url();
  CHECK(line_of(fixture.run_doctor(), "base URL online").words == fixture.options.base_url + " leads to this program");
  const auto problem = [&fixture](const std::string& words) {
    const DoctorLine line = line_of(fixture.run_doctor(), "base URL online");
    CHECK(line.verdict == "problem");
    CHECK_MESSAGE(contains(line.words, words), line.words);
  };
  http::Server other{http::ServerOptions{}};
  other.route(http::Method::Get, "/healthz",
              [](const http::Request&, const http::Reply& reply) { reply(http::make_response(200, "", "welcome")); });
  REQUIRE(other.listen("127.0.0.1", 0).ok());
  REQUIRE(other.start().ok());
  fixture.options.base_url = "http://127.0.0.1:" + std::to_string(other.port());
  problem("/healthz answers with status 200 and not as this program does");
  other.stop();
  problem("takes no connection from here");
}
