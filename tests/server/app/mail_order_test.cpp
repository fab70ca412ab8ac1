// The order of mails, from the form over HTTP to a real mail server.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/base/ip_address.h"
#include "tests/server/app/fixture.h"
#include "tests/server/mail/mail_server.h"

using namespace undersigned;
using namespace undersigned::testing;
using mail::MailServer;

namespace {

std::vector<std::string> from(const std::string& address) {
  return {"X-Forwarded-For: " + address};
}

void sign(const App& app, const std::string& email, const std::string& address) {
  const std::string form = "name=Ana+Gil&email=" + email + "&text_version=" + app.text_version("checked");
  REQUIRE(app.post("/v1/campaigns/checked/signatures", form, from(address)).status == 200);
}

}  // namespace

TEST_CASE("another network's mail, and a code for /my, pass a flood that was there before them") {
  constexpr int kFlood = 12;
  const TemporaryFolder folder;
  const std::string file = folder.file("go-on");
  MailServer server({"--wait-for", file});
  const App app([&](app::Options& options) {
    options.mail.smtp = server.settings();
    options.mail.from = {"Petitions", "petitions@example.org"};
    options.mail.connections = 1;
    options.trusted_proxies.push_back(*base::parse_cidr("127.0.0.1"));
  });
  for (int i = 0; i < kFlood; ++i) sign(app, "flood" + std::to_string(i) + "@example.net", "192.0.2.1");
  sign(app, "honest@example.net", "198.51.100.1");
  REQUIRE(app.post("/my/code", "email=flood11@example.net", from("203.0.113.1")).status == 200);
  SQLite::Database database(app.folder().file("data/undersigned.db"), SQLite::OPEN_READONLY, 5'000);
  REQUIRE(eventually([&] { return database.execAndGet("SELECT count(*) FROM outbox").getInt() == kFlood + 2; }));

  std::ofstream(file) << "now";
  int honest = 0;
  int code = 0;
  for (int i = 0; i < kFlood + 2; ++i) {
    const nlohmann::json mail = server.next_mail();
    if (mail["to"] == nlohmann::json{"honest@example.net"}) honest = i;
    if (contains(mail["data"].get<std::string>(), "Your code to see your signatures")) code = i;
  }
  // One mail was already being sent, and one may have been taken before the outbox looked again.
  CHECK(code < 3);
  CHECK(honest < 5);
}
