#include "tests/server/app/organizers.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <sstream>

#include "server/app/commands.h"
#include "server/limits.h"
#include "server/store/sqlite/open.h"

namespace undersigned::testing {

std::string cookie_of(const Answer& answer) {
  const std::string header = answer.header("set-cookie");
  return "Cookie: " + header.substr(0, header.find(';'));
}

std::string csrf_of(const Answer& answer) {
  return between(answer.body, "name=\"csrf\" value=\"", "\"");
}

void add_user(const App& app, const std::string& name, store::Role role) {
  app::Options options = app.options();
  options.username = name;
  options.role = role;
  std::istringstream in(std::string(kPassword) + "\n");
  std::ostringstream out;
  std::ostringstream err;
  REQUIRE_MESSAGE(app::add_user(options, {in, out, err}) == 0, err.str());
}

Answer log_in(const App& app, const std::string& name, const std::string& password) {
  const Answer page = app.get("/admin/login");
  return app.post("/admin/login", "csrf=" + csrf_of(page) + "&username=" + name + "&password=" + password,
                  {cookie_of(page), "Origin: " + app.service_url()});
}

Session session_in(const App& app, const Answer& signed_in) {
  REQUIRE(signed_in.status == 303);
  Session session{cookie_of(signed_in), {}};
  const Answer page = app.get("/admin", {session.cookie});
  REQUIRE(page.status == 200);
  session.csrf = csrf_of(page);
  return session;
}

Session session_of(const App& app, const std::string& name) {
  return session_in(app, log_in(app, name));
}

void age_sessions(const App& app) {
  SQLite::Database file(app.folder().file("data/undersigned.db"), SQLite::OPEN_READWRITE, 5'000);
  SQLite::Statement age(file, "UPDATE session SET created_ms = created_ms - ?");
  age.bind(1, limits::kRecentSignInMs);
  REQUIRE(age.exec() > 0);
}

Session new_session(const App& app, const std::string& name, store::Role role) {
  add_user(app, name, role);
  return session_of(app, name);
}

Answer post_as(const App& app, const Session& session, std::string_view path, const std::string& fields) {
  return app.post(path, "csrf=" + session.csrf + (fields.empty() ? "" : "&") + fields,
                  {session.cookie, "Origin: " + app.service_url()});
}

std::string path_of(const std::string& url) {
  return url.substr(url.find('/', 8));
}

std::unique_ptr<store::Store> open_store(const App& app) {
  store::SqliteOptions options;
  options.folder = app.options().data;
  auto store = store::open_sqlite_store(options, store::Create::No);
  REQUIRE(store.ok());
  return std::move(store).value();
}

std::vector<std::string> audit_of(const App& app) {
  std::vector<std::string> lines;
  const auto entries = open_store(app)->audit(std::nullopt, 1'000);
  REQUIRE(entries.ok());
  for (const store::AuditRow& entry : *entries) {
    lines.push_back(entry.actor + " " + entry.action + (entry.subject.empty() ? "" : " ") + entry.subject);
  }
  return lines;
}

}  // namespace undersigned::testing
