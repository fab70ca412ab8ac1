#include "server/http/framing.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "server/base/ascii.h"

namespace undersigned::http {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

// Takes the next line off a head whose line ends are already checked.
std::string_view take_line(std::string_view& head) {
  const auto end = head.find(kLineEnd);
  const auto line = head.substr(0, end);
  head.remove_prefix(end + kLineEnd.size());
  return line;
}

struct RequestLine {
  std::string_view method;
  std::string_view target;
  std::string_view version;
};

RequestLine split_request_line(std::string_view line) {
  const auto first = line.find(' ');
  if (first == std::string_view::npos) return {};
  const auto second = line.find(' ', first + 1);
  if (second == std::string_view::npos) return {};
  return {line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)};
}

NameValue split_field(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {line.substr(0, colon), base::trim(line.substr(colon + 1))};
}

std::string_view origin_form(std::string_view target) {
  const auto scheme = target.find("://");
  if (target.empty() || target.front() == '/' || scheme == std::string_view::npos) return target;
  const auto authority = scheme + 3;
  const auto path = target.find_first_of("/?", authority);
  return path == std::string_view::npos ? "/" : target.substr(path);
}

bool is_target(std::string_view target) {
  const bool printable = std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  const auto origin = origin_form(target);
  return printable && !origin.empty() && (origin.front() == '/' || origin == "*");
}

bool is_version(std::string_view version) {
  return version.size() == 8 && version.substr(0, 5) == "HTTP/" && base::is_digit(version[5]) && version[6] == '.' &&
         base::is_digit(version[7]);
}

bool is_field_allowed(const NameValue& field) {
  return base::is_token(field.name) && base::is_field_value(field.value) &&
         !base::starts_with_ignoring_case(field.name, "REMOTE_") &&
         !base::starts_with_ignoring_case(field.name, "LOCAL_");
}

// Digits only. A number that does not fit counts as larger than any limit.
std::optional<std::size_t> parse_length(std::string_view digits) {
  constexpr auto kMost = std::numeric_limits<std::size_t>::max();
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), base::is_digit)) return std::nullopt;
  std::size_t length = 0;
  for (const char c : digits) {
    if (length > (kMost - 9) / 10) return kMost;
    length = length * 10 + static_cast<std::size_t>(c - '0');
  }
  return length;
}

// What the header fields say, collected before anything is decided.
struct FieldFacts {
  int hosts = 0;
  int lengths = 0;
  std::size_t body_bytes = 0;
  bool transfer_encoding = false;
  bool says_close = false;
  bool says_keep_alive = false;
  bool expects_continue = false;
  bool expects_other = false;
};

void read_connection(std::string_view options, FieldFacts& facts) {
  while (!options.empty()) {
    const auto option = base::take_element(options, ',');
    facts.says_close = facts.says_close || base::equal_ignoring_case(option, "close");
    facts.says_keep_alive = facts.says_keep_alive || base::equal_ignoring_case(option, "keep-alive");
  }
}

// False if the field is malformed or contradicts an earlier one.
bool read_field(const NameValue& field, FieldFacts& facts) {
  if (!is_field_allowed(field)) return false;
  if (base::equal_ignoring_case(field.name, "Host")) return ++facts.hosts == 1;
  if (base::equal_ignoring_case(field.name, "Content-Length")) {
    const auto length = parse_length(field.value);
    facts.body_bytes = length.value_or(0);
    return ++facts.lengths == 1 && length;
  }
  if (base::equal_ignoring_case(field.name, "Transfer-Encoding")) {
    facts.transfer_encoding = true;
  } else if (base::equal_ignoring_case(field.name, "Connection")) {
    read_connection(field.value, facts);
  } else if (base::equal_ignoring_case(field.name, "Expect")) {
    const bool known = base::equal_ignoring_case(field.value, "100-continue");
    (known ? facts.expects_continue : facts.expects_other) = true;
  }
  return true;
}

int refusal_of(const RequestFrame& frame, const RequestLine& line, const FieldFacts& facts,
               const FramingLimits& limits) {
  if (line.version != "HTTP/1.1" && line.version != "HTTP/1.0") return 505;
  if (frame.version == Version::Http11 && facts.hosts == 0) return 400;
  if (frame.method == Method::Unknown) return 501;
  if (line.target.size() > limits.target_bytes) return 414;
  if (facts.transfer_encoding) return 411;
  if (facts.expects_other) return 417;
  if (frame.body_bytes > limits.body_bytes) return 413;
  return 0;
}

}  // namespace

HeadScanner::State HeadScanner::scan(std::string_view input, const FramingLimits& limits) {
  const auto window = input.substr(0, limits.head_bytes);
  if (!window.empty() && !base::is_token_char(window.front())) return State::Malformed;  // for example TLS
  for (;;) {
    const auto newline = window.find('\n', scanned_);
    if (newline == std::string_view::npos) {
      scanned_ = window.size();
      return window.size() < limits.head_bytes ? State::NeedMore : State::TooLarge;
    }
    if (newline == 0 || window[newline - 1] != '\r') return State::Malformed;
    scanned_ = newline + 1;
    if (newline - 1 == line_start_) {
      head_bytes_ = scanned_;
      return State::Complete;
    }
    line_start_ = scanned_;
    if (++lines_ > limits.headers + 1) return State::TooManyFields;
  }
}

RequestFrame frame_request(std::string_view head, const FramingLimits& limits) {
  RequestFrame frame;
  frame.refusal = 400;
  frame.head_bytes = head.size();
  auto rest = head;
  const auto line = split_request_line(take_line(rest));
  if (!base::is_token(line.method) || !is_target(line.target) || !is_version(line.version)) return frame;
  frame.method = method_from_name(line.method);
  frame.version = line.version == "HTTP/1.0" ? Version::Http10 : Version::Http11;

  FieldFacts facts;
  for (auto text = take_line(rest); !text.empty(); text = take_line(rest)) {
    if (!read_field(split_field(text), facts)) return frame;
  }
  frame.well_formed = true;
  frame.body_bytes = facts.body_bytes;
  frame.keep_alive = !facts.says_close && (frame.version == Version::Http11 || facts.says_keep_alive);
  frame.expects_continue = facts.expects_continue && frame.version == Version::Http11;
  frame.refusal = refusal_of(frame, line, facts, limits);
  return frame;
}

Request split_request(std::string_view bytes, const RequestFrame& frame) {
  auto head = bytes.substr(0, frame.head_bytes);
  Request request;
  request.method = frame.method;
  request.target = origin_form(split_request_line(take_line(head)).target);
  request.path = request.target.substr(0, request.target.find('?'));
  request.body = bytes.substr(frame.head_bytes, frame.body_bytes);
  request.headers.reserve(16);
  for (auto line = take_line(head); !line.empty(); line = take_line(head)) {
    request.headers.push_back(split_field(line));
  }
  return request;
}

}  // namespace undersigned::http
