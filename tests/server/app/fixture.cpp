#include "tests/server/app/fixture.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <variant>

#include "server/app/commands.h"
#include "server/limits.h"

namespace undersigned::testing {
namespace {

using nlohmann::json;

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

void write_assets(const std::string& folder) {
  std::filesystem::create_directory(folder);
  const std::pair<std::string, std::string> files[] = {
      {"undersigned.js", repeated("export const petition = 1;\n", 200)},
      {"page.js", "1;\n"},
      {"card.js", "3;\n"},
      {"dashboard.js", "2;\n"},
      {"embed.css", "main { margin: 0 }\n"},
      {"card.css", "main { margin: 1px }\n"},
      {"pages.css", repeated("body { margin: 0 }\n", 100)},
      {"form.wasm", std::string("\0asm\1\0\0\0", 8)},
      {"dashboard.wasm", std::string("\0asm\1\0\0\0", 8)}};
  json manifest{{"version", "0123456789abcdef"}, {"files", json::object()}};
  for (const auto& [name, bytes] : files) {
    write_file(std::string(folder).append("/").append(name), bytes);
    manifest["files"][name] = {{"path", name}, {"integrity", "sha512-of-" + name}};
  }
  write_file(folder + "/undersigned.js.br", "these are said to be brotli");
  write_file(folder + "/manifest.json", manifest.dump());
}

json campaign(const std::string& slug, const std::string& kind, const std::string& status, const std::string& title) {
  return {{"slug", slug},
          {"kind", kind},
          {"status", status},
          {"locale", "en"},
          {"title", title},
          {"summary", "A summary of " + slug + "."},
          {"body", "# Why\n\nBecause **it matters**.\n"},
          {"organizer", {{"name", "Gate Keepers"}, {"contact", "keepers@gates.example"}}},
          {"targets", json::array({{{"name", "The mayor"}}})},
          {"demands", {{"style", "ordered"}, {"items", json::array({{{"id", "1"}, {"text", "Open them."}}})}}},
          {"confirmation", "none"},
          {"fields", {{"postcode", "optional"}, {"country", "optional"}, {"comment", "optional"}}},
          {"consents", json::array({{{"id", "updates"}, {"text", "Send me news."}, {"required", false}}})}};
}

}  // namespace

std::string campaign_file(const std::string& title) {
  json open = campaign("open", "petition", "open", title);
  open["translations"] = {{"es", {{"title", "Abran las puertas"}}}};
  json checked = campaign("checked", "petition", "open", "Checked by mail");
  checked["confirmation"] = "email";
  checked["translations"] = {{"es", {{"title", "Con correo"}}}};
  const json file{
      {"campaigns", json::array({open, campaign("second", "petition", "open", "A second one"),
                                 campaign("shut", "petition", "closed", "It is over"),
                                 campaign("hidden", "petition", "draft", "Nobody knows"),
                                 campaign("groups", "endorsement", "open", "Groups together"), checked})},
      {"partners",
       json::array({{{"id", "ally"}, {"name", "Ally"}, {"origins", {"https://ally.example", "http://localhost:8081"}}},
                    {{"id", "friend"}, {"name", "Friend"}, {"origins", {"https://friend.example"}}}})}};
  return file.dump();
}

App::App(const std::function<void(app::Options&)>& change) {
  options_.data = folder_.file("data");
  options_.assets = folder_.file("assets");
  options_.port = 0;
  options_.guard = {.free_signatures = 1'000'000, .sign_ms_min = 0};  // every test signs from one address, at once
  write_assets(options_.assets);
  import(campaign_file());
  if (change) change(options_);
  next_step();
  auto started = app::Service::start(options_, [ahead_ms = ahead_ms_] { return base::utc_now_ms() + *ahead_ms; });
  if (!started) throw std::runtime_error(started.error().words);
  service_ = std::move(started).value();
}

Answer App::ask(std::string_view path, const RequestOptions& request) const {
  http::Client client(service_->port());
  std::string head = request.method + " " + std::string(path) +
                     " HTTP/1.1\r\nHost: localhost:" + std::to_string(service_->port()) + "\r\n";
  for (const std::string& header : request.headers) head += header + "\r\n";
  if (request.method == "POST") {
    head += "Content-Type: " + request.type + "\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  client.send(head + "\r\n" + request.body);
  return client.read_answer(request.method);
}

Answer App::get(std::string_view path, std::vector<std::string> headers) const {
  return ask(path, {.headers = std::move(headers)});
}

Answer App::post(std::string_view path, std::string body, std::vector<std::string> headers) const {
  return ask(path, {.method = "POST", .headers = std::move(headers), .body = std::move(body)});
}

std::string App::text_version(const std::string& slug) const {
  const std::string rules = json_of(get("/v1/campaigns/" + slug + "/form")).value("rules", "");
  const std::string name = "text_version=";
  return rules.substr(rules.find(name) + name.size());
}

std::string App::form(const std::string& name, const std::string& email, const std::string& more) const {
  return "name=" + name + "&email=" + email + "&text_version=" + text_version("open") + (more.empty() ? "" : "&") +
         more;
}

void App::next_step() const {
  const std::int64_t into_step = (base::utc_now_ms() + *ahead_ms_) % limits::kPublicCountStepMs;
  *ahead_ms_ += limits::kPublicCountStepMs - into_step;
}

std::uint64_t App::confirmed(const std::string& slug) const {
  next_step();
  return json_of(get("/v1/campaigns/" + slug + "/count")).value("confirmed", std::uint64_t{0});
}

void App::import(const std::string& campaigns) const {
  app::Options options = options_;
  options.file = folder_.file("campaigns.json");
  write_file(options.file, campaigns);
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  if (app::import_campaigns(options, {in, out, err}) != 0) throw std::runtime_error(err.str());
}

nlohmann::json json_of(const Answer& answer) {
  return json::parse(answer.body, nullptr, false);
}

std::vector<std::string> problems_of(const Answer& answer) {
  std::vector<std::string> names;
  const json problem = json_of(answer);
  if (!problem.is_object() || !problem.contains("errors")) return names;
  for (const json& error : problem["errors"]) {
    names.push_back(error.value("field", "") + " " + error.value("code", ""));
  }
  return names;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + before.size());
  return std::string(text.substr(0, text.find(after)));
}

bool eventually(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace undersigned::testing
