// A request as bytes: the head is the same whether it arrives at once or in two pieces. A well-formed one is split, its
// cookies and conditions are read, and it gets exactly one answer, whatever its target.
#include <algorithm>

#include "server/http/conditional.h"
#include "server/http/cookies.h"
#include "server/http/dispatcher.h"
#include "server/http/framing.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace undersigned;
using fuzz::must;

// Scans for the head in pieces whose sizes come from the input.
http::HeadScanner::State scan_in_pieces(std::string_view bytes, std::size_t& head_bytes) {
  http::HeadScanner scanner;
  auto state = http::HeadScanner::State::NeedMore;
  for (std::size_t end = 1; end <= bytes.size() && state == http::HeadScanner::State::NeedMore;
       end += 1 + (static_cast<unsigned char>(bytes[end - 1]) & 0x1FU)) {
    state = scanner.scan(bytes.substr(0, end), {});
  }
  if (state == http::HeadScanner::State::NeedMore) state = scanner.scan(bytes, {});
  head_bytes = scanner.head_bytes();
  return state;
}

http::RouteTable routes() {
  http::RouteTable table;
  const auto answer = [](const http::Request& request, const http::Reply& reply) {
    (void)http::cookie(request, "session");
    (void)http::has_current_version(request, "\"abc\"");
    (void)http::choose_coding(request, {true, true});
    (void)request.query("lang");
    (void)request.has_media_type(http::kFormType);
    reply(http::make_response(200, "text/plain", std::string(request.parameter("slug"))));
  };
  table.add(http::Method::Get, "/p/:slug", answer);
  table.add(http::Method::Post, "/v1/campaigns/:slug/signatures", answer);
  return table;
}

void serve(const std::string& bytes, const http::RequestFrame& frame) {
  static const http::RouteTable table = routes();
  static const http::ErrorResponder errors;
  static const auto replies = std::make_shared<http::ReplyQueue>(std::make_shared<http::ServerCounters>());
  static http::Dispatcher dispatcher(table, errors, replies);
  http::Job job;
  job.connection = 1;
  job.frame = frame;
  job.bytes = bytes;
  job.remote_address = "192.0.2.1";
  dispatcher.serve(job);
  std::vector<http::ReplyQueue::Item> items;
  replies->take(items);
  must(items.size() == 1 && std::holds_alternative<http::Response>(items.front().content), "one answer");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::as_text(data, size);
  http::HeadScanner whole;
  const auto state = whole.scan(bytes, {});
  std::size_t head_bytes = 0;
  must(scan_in_pieces(bytes, head_bytes) == state, "the same head in pieces");
  if (state != http::HeadScanner::State::Complete) return 0;
  must(head_bytes == whole.head_bytes() && head_bytes <= size, "a head ends in its bytes");
  const http::RequestFrame frame = http::frame_request(bytes.substr(0, head_bytes), {});
  if (!frame.well_formed) return 0;
  const std::size_t body_bytes = std::min(frame.body_bytes, size - head_bytes);
  const std::string_view request_bytes = bytes.substr(0, head_bytes + body_bytes);
  const http::Request request = http::split_request(request_bytes, frame);
  for (const http::NameValue& header : request.headers) {
    must(header.value.find('\n') == std::string_view::npos, "no line break in a value");
  }
  if (frame.refusal == 0 && body_bytes == frame.body_bytes) serve(std::string(request_bytes), frame);
  return 0;
}
