#include "server/http/dispatcher.h"

#include <httplib.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "server/limits.h"

static_assert(CPPHTTPLIB_REQUEST_URI_MAX_LENGTH >= undersigned::limits::kRequestTargetBytesMax);

namespace undersigned::http {
namespace {

// Reads from a string and discards what is written.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string_view text) : rest_(text) {}

  bool is_readable() const override { return !rest_.empty(); }
  bool wait_readable() const override { return true; }
  bool wait_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    const auto count = rest_.copy(to, size);
    rest_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char*, size_t size) override { return static_cast<ssize_t>(size); }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }
  time_t duration() const override { return 0; }

 private:
  std::string_view rest_;
};

}  // namespace

class Dispatcher::HttplibServer final : httplib::Server {
 public:
  HttplibServer(const RouteTable& routes, const ErrorResponder& errors) : routes_(routes), errors_(errors) {
    set_pre_routing_handler([this](const httplib::Request& parsed, httplib::Response&) {
      call_->request.path = parsed.path;
      for (const auto& [name, value] : parsed.params) call_->request.query_fields.push_back({name, value});
      route();
      return HandlerResponse::Handled;
    });
    // Called for a target that it refuses, and with 500 for an exception of a handler.
    set_error_handler([this](const httplib::Request&, httplib::Response& refused) {
      fail(refused.status);
      return HandlerResponse::Handled;
    });
    set_header_writer([](httplib::Stream&, httplib::Headers&) { return ssize_t{0}; });
  }

  void serve(Request request, Reply reply) {
    Call call{std::move(request), std::move(reply)};
    call_ = &call;
    line_.assign(method_name(call.request.method));
    line_.append(" ").append(call.request.target).append(" HTTP/1.1\r\n\r\n");
    MemoryStream stream(line_);
    bool closed = false;
    // With "closing" set it does not write a Keep-Alive header, which nobody would see.
    process_request(stream, {}, 0, {}, 0, true, closed, nullptr);
    call_ = nullptr;
  }

 private:
  struct Call {
    Request request;
    Reply reply;
  };

  void route() {
    auto match = routes_.find(call_->request.method, call_->request.path);
    if (!match.handler && redirect_without_slash()) return;
    if (!match.handler) return match.allow.empty() ? fail(404) : refuse_method(std::move(match.allow));
    call_->request.route_parameters = std::move(match.parameters);
    (*match.handler)(call_->request, call_->reply);
  }

  // Redirects an address with a trailing slash, as some programs write it, to the page without.
  bool redirect_without_slash() {
    const Request& request = call_->request;
    const std::string_view target = request.target;
    const std::size_t path_end = std::min(target.find('?'), target.size());
    const std::size_t last = target.substr(0, path_end).find_last_not_of('/');
    const std::size_t last_decoded = request.path.find_last_not_of('/');
    if (last == std::string_view::npos || last + 1 == path_end || last_decoded == std::string_view::npos) return false;
    // A redirect to "//host" would lead to another host.
    if (target[0] != '/' || target[1] == '/' || (request.method != Method::Get && request.method != Method::Head))
      return false;
    if (!routes_.find(request.method, request.path.substr(0, last_decoded + 1)).handler) return false;
    Response response;
    response.status = 308;
    response.headers.push_back(
        {"Location", std::string(target.substr(0, last + 1)) + std::string(target.substr(path_end))});
    call_->reply(std::move(response));
    return true;
  }

  void fail(int status) { call_->reply(error_response(errors_, call_->request, status)); }

  void refuse_method(std::string allow) {
    auto response = error_response(errors_, call_->request, 405);
    response.headers.push_back({"Allow", std::move(allow)});
    call_->reply(std::move(response));
  }

  const RouteTable& routes_;
  const ErrorResponder& errors_;
  std::string line_;      // kept for its capacity
  Call* call_ = nullptr;  // the request being served
};

Dispatcher::Dispatcher(const RouteTable& routes, const ErrorResponder& errors, std::shared_ptr<ReplyQueue> replies)
    : replies_(std::move(replies)), server_(std::make_unique<HttplibServer>(routes, errors)) {}

Dispatcher::~Dispatcher() = default;

void Dispatcher::serve(const Job& job) {
  auto request = split_request(job.bytes, job.frame);
  request.remote_address = job.remote_address;
  server_->serve(std::move(request), make_reply(replies_, job.connection));
}

}  // namespace undersigned::http
