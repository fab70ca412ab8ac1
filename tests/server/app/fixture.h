// A whole server on a free port: a data folder with the campaigns of fixture.cpp, a folder of small widget files, and a
// client that speaks HTTP to it.
//
// Campaigns: "open" (petition, Spanish translation), "second" (the same without), "shut" (closed), "hidden" (draft),
// "groups" (endorsement), "checked" (petition with confirmation by mail, Spanish translation). Partners: "ally"
// (https://ally.example, http://localhost:8081), "friend" (https://friend.example).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/app/options.h"
#include "server/app/service.h"
#include "tests/server/http/client.h"
#include "tests/server/temporary_folder.h"

namespace undersigned::testing {

using http::Answer;

// The ticket of a browser: what it sends a signature with, and the code of the mail (server/signing/confirm.h).
inline constexpr char kTicket[] = "idempotency_key=a-browsers-own-key";

// Everything of a request but its path.
struct RequestOptions {
  std::string method = "GET";
  std::vector<std::string> headers{};  // "Origin: https://ally.example"
  std::string body{};
  std::string type = "application/x-www-form-urlencoded";  // of the body
};

class App {
 public:
  // `change` adjusts the options before the server starts.
  explicit App(const std::function<void(app::Options&)>& change = {});

  Answer ask(std::string_view path, const RequestOptions& request = {}) const;
  Answer get(std::string_view path, std::vector<std::string> headers = {}) const;
  Answer post(std::string_view path, std::string body, std::vector<std::string> headers = {}) const;

  // A signature as a form, with the text version of the campaign "open".
  [[nodiscard]] std::string form(const std::string& name, const std::string& email, const std::string& more = {}) const;
  [[nodiscard]] std::string text_version(const std::string& slug) const;

  // The count that everybody is shown, in the step of time after this one.
  [[nodiscard]] std::uint64_t confirmed(const std::string& slug = "open") const;
  // Puts the clock forward to the beginning of the next step of the public counts. A new App begins with one.
  void next_step() const;

  // What another process does to the same data folder.
  void import(const std::string& campaign_file) const;

  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }
  [[nodiscard]] const app::Options& options() const { return options_; }
  [[nodiscard]] const app::Service& service() const { return *service_; }
  [[nodiscard]] const std::string& service_url() const { return service_->base_url(); }
  void begin_stop() { service_->begin_stop(); }
  void stop() { service_.reset(); }

 private:
  TemporaryFolder folder_;
  app::Options options_;
  std::shared_ptr<std::atomic<std::int64_t>> ahead_ms_ = std::make_shared<std::atomic<std::int64_t>>(0);
  std::unique_ptr<app::Service> service_;
};

// The campaign file described above; `title` is that of "open".
std::string campaign_file(const std::string& title = "Open the gates");

nlohmann::json json_of(const Answer& answer);

// The names in "errors" of a problem: "email not_an_email".
std::vector<std::string> problems_of(const Answer& answer);

bool contains(std::string_view text, std::string_view part);

// The text between two marks, "" if they are not there.
std::string between(std::string_view text, std::string_view before, std::string_view after);

// Waits until it is true; false after twenty seconds.
bool eventually(const std::function<bool()>& condition);

}  // namespace undersigned::testing
