// Nobody learns from the queue of mails whether somebody else has signed: over HTTP, with a mail server that does not take
// mails for a while.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "server/base/ip_address.h"
#include "tests/server/app/fixture.h"
#include "tests/server/app/mailbox.h"
#include "tests/server/mail/mail_server.h"

using namespace undersigned;
using namespace undersigned::testing;
using mail::MailServer;

namespace {

constexpr const char* kSignatures = "/v1/campaigns/checked/signatures";

// What an attacker can measure of a mail that goes at once: its place in the queue. `ours`: it is the attacker's own.
struct Place {
  bool urgent = false;
  bool ours = false;
  bool operator==(const Place&) const = default;
};

class Attack {
 public:
  Attack() {
    go_on();
    sign("Sally+Signer", "signed@example.net", 1);
    const ReceivedMail letter = letter_of(server_.next_mail()["data"].get<std::string>());
    const std::string code = "idempotency_key=a-key-of-network-1-0&name=Sally+Signer&email=signed@example.net&code=";
    REQUIRE(app_.post("/v1/campaigns/checked/confirmations", code + letter.code()).status == 200);
    server_.next_mail();
    REQUIRE(eventually([&] { return database_.execAndGet("SELECT count(*) FROM outbox").getInt() == 0; }));
    std::filesystem::remove(file_);
    // Keeps the only connection busy.
    sign("Att+Acker", "first@example.com", 2);
  }

  // Signs as this person, from eleven networks and then twice from the last, and as the attacker. Returns the queue.
  std::vector<Place> sign_as(const std::string& email) {
    const std::int64_t before = newest();
    const int first = network_;
    for (int i = 0; i < 11; ++i) sign("Sally+Signer", email, ++network_);
    sign("Sally+Signer", email, network_, 1);
    sign("Sally+Signer", email, network_, 1);  // the same request
    const std::string again = "idempotency_key=made-up-by-the-attacker&name=Sally+Signer&email=" + email;
    REQUIRE(app_.post("/v1/campaigns/checked/confirmations/again", again, from(network_)).status == 200);
    sign("Att+Acker", "own" + std::to_string(first) + "@example.com", ++network_);
    return places_after(before);
  }

  // Asks for the code of /my for this mailbox from ten networks, and for the attacker's own.
  std::vector<Place> ask_for(const std::string& email) {
    const std::int64_t before = newest();
    for (int i = 0; i < 10; ++i) ask_my(email, ++network_);
    ask_my("own10@example.com", ++network_);
    REQUIRE(eventually([&] { return newest() >= before + 11; }));
    return places_after(before);
  }

  // Everything that was queued leaves it.
  bool all_leave() {
    const int mails = database_.execAndGet("SELECT count(*) FROM outbox WHERE due_ms = 0 AND kind <> 5").getInt();
    go_on();
    for (int i = 0; i < mails; ++i) server_.next_mail();
    return eventually(
        [&] { return database_.execAndGet("SELECT count(*) FROM outbox WHERE due_ms = 0").getInt() == 0; });
  }

  // Whether any table has this text.
  bool is_stored(const std::string& text) {
    database_.exec("PRAGMA wal_checkpoint");
    std::ifstream file(app_.folder().file("data/undersigned.db"), std::ios::binary);
    std::ifstream log(app_.folder().file("data/undersigned.db-wal"), std::ios::binary);
    const auto contents = [](std::ifstream& in) { return std::string(std::istreambuf_iterator<char>(in), {}); };
    return contains(contents(file), text) || contains(contents(log), text);
  }

 private:
  void go_on() { std::ofstream(file_) << "now"; }

  static std::vector<std::string> from(int network) {
    return {"X-Forwarded-For: 10." + std::to_string(network / 250) + "." + std::to_string(network % 250) + ".1"};
  }

  void sign(const std::string& name, const std::string& email, int network, int which = 0) {
    const std::string key = "a-key-of-network-" + std::to_string(network) + "-" + std::to_string(which);
    const std::string form = "idempotency_key=" + key + "&name=" + name + "&email=" + email +
                             "&text_version=" + app_.text_version("checked");
    REQUIRE(app_.post(kSignatures, form, from(network)).status == 200);
  }

  void ask_my(const std::string& email, int network) {
    REQUIRE(app_.post("/my/code", "email=" + email, from(network)).status == 200);
  }

  std::int64_t newest() {
    return database_.execAndGet("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'outbox'").getInt64();
  }

  std::vector<Place> places_after(std::int64_t id) {
    SQLite::Statement rows(database_,
                           "SELECT urgent, coalesce(person.email LIKE 'own%', 0) FROM outbox"
                           " LEFT JOIN person ON person.signature_id = outbox.signature_id"
                           " WHERE outbox.id > ? AND due_ms = 0 ORDER BY urgent DESC, order_ms, outbox.id");
    rows.bind(1, id);
    std::vector<Place> places;
    while (rows.executeStep()) {
      places.push_back({rows.getColumn(0).getInt() != 0, rows.getColumn(1).getInt() != 0});
    }
    return places;
  }

  TemporaryFolder folder_;
  std::string file_ = folder_.file("go-on");
  MailServer server_{{"--wait-for", file_}};
  App app_{[&](app::Options& options) {
    options.mail.smtp = server_.settings();
    options.mail.from = {"Petitions", "petitions@example.org"};
    options.mail.connections = 1;
    options.trusted_proxies.push_back(*base::parse_cidr("127.0.0.1"));
  }};
  SQLite::Database database_{app_.folder().file("data/undersigned.db"), SQLite::OPEN_READWRITE, 5'000};
  int network_ = 10;
};

}  // namespace

TEST_CASE("an attacker's mail waits behind as many others, whether the person they signed for has signed or not") {
  Attack attack;
  const std::vector<Place> signed_before = attack.sign_as("signed@example.net");
  const std::vector<Place> unknown = attack.sign_as("unknown@example.net");
  CHECK(signed_before == unknown);
  // Eleven from networks that ask first, two that asked again, and the attacker's own. The first mailbox has had a mail
  // today, so one more of its mails has to wait.
  CHECK(signed_before.size() == 14);
  CHECK(std::count_if(unknown.begin(), unknown.end(), [](const Place& place) { return place.ours; }) == 1);
}

TEST_CASE("asking for /my queues as many mails for a mailbox that is not known, and leaves nothing of the address") {
  Attack attack;
  attack.sign_as("unknown@example.net");  // own10@example.com is known now
  const std::vector<Place> known = attack.ask_for("signed@example.net");
  const std::vector<Place> unknown = attack.ask_for("nobody.at.all@example.net");
  CHECK(known.size() == 11);
  CHECK(unknown == known);
  CHECK(attack.all_leave());
  CHECK_FALSE(attack.is_stored("nobody.at.all"));
}
