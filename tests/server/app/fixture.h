// A whole server on a free port: a data folder with the campaigns of fixture.cpp, a folder of small widget files, and
// an HTTP client for it.
//
// | campaign  | kind |
// |-----------|------|
// | "open"    | petition, Spanish translation |
// | "second"  | petition |
// | "shut"    | petition, closed |
// | "hidden"  | petition, draft |
// | "groups"  | endorsement |
// | "checked" | petition with confirmation by mail, Spanish translation |
//
// Partners: "ally" (https://ally.example, http://localhost:8081), "friend" (https://friend.example).
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

// The ticket of a browser: it is sent with a signature and with the code of the mail (server/signing/confirm.h).
inline constexpr char kTicket[] = "idempotency_key=a-browsers-own-key";

// Every part of a request except its path.
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

  // A signature as a form body, with the text version of the campaign "open".
  [[nodiscard]] std::string form(const std::string& name, const std::string& email, const std::string& more = {}) const;
  [[nodiscard]] std::string text_version(const std::string& slug) const;

  // The public count in the next step of time.
  [[nodiscard]] std::uint64_t confirmed(const std::string& slug = "open") const;
  // Moves the clock to the start of the next step of the public counts. A new App starts at one.
  void next_step() const;

  // Imports from another process into the same data folder.
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

// The entries of "errors" in a problem response: "email not_an_email".
std::vector<std::string> problems_of(const Answer& answer);

bool contains(std::string_view text, std::string_view part);

// The text between two marks, or "" if they are missing.
std::string between(std::string_view text, std::string_view before, std::string_view after);

// Waits until the condition is true. Returns false after twenty seconds.
bool eventually(const std::function<bool()>& condition);

}  // namespace undersigned::testing
