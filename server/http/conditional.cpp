#include "server/http/conditional.h"

#include <array>

#include "server/base/ascii.h"

namespace undersigned::http {
namespace {

constexpr std::string_view kWeak = "W/";

std::string_view opaque_tag(std::string_view etag) {
  return etag.substr(0, kWeak.size()) == kWeak ? etag.substr(kWeak.size()) : etag;
}

// Takes the next entity tag off a list; commas may stand inside the quotes.
std::string_view take_etag(std::string_view& list) {
  const auto open = list.find('"');
  const auto close = open == std::string_view::npos ? open : list.find('"', open + 1);
  if (close == std::string_view::npos) {
    list = {};
    return {};
  }
  const auto tag = list.substr(open, close - open + 1);
  list.remove_prefix(close + 1);
  return tag;
}

constexpr int kFullWeight = 1000;

// qvalue of RFC 9110 12.4.2 in thousandths. A malformed one counts as full weight.
int parse_weight(std::string_view text) {
  if (text.empty() || (text.front() != '0' && text.front() != '1')) return kFullWeight;
  int weight = (text.front() - '0') * kFullWeight;
  int unit = kFullWeight / 10;
  for (std::size_t i = 2; i < text.size() && base::is_digit(text[i]) && unit > 0; ++i, unit /= 10) {
    weight += (text[i] - '0') * unit;
  }
  return weight < kFullWeight ? weight : kFullWeight;
}

struct Weights {
  std::optional<int> identity, gzip, brotli, any;
};

void read_coding(std::string_view element, Weights& weights) {
  const auto name = base::take_element(element, ';');
  int weight = kFullWeight;
  while (!element.empty()) {
    const auto parameter = base::take_element(element, ';');
    if (base::starts_with_ignoring_case(parameter, "q=")) weight = parse_weight(parameter.substr(2));
  }
  if (base::equal_ignoring_case(name, "identity")) weights.identity = weight;
  if (base::equal_ignoring_case(name, "gzip") || base::equal_ignoring_case(name, "x-gzip")) weights.gzip = weight;
  if (base::equal_ignoring_case(name, "br")) weights.brotli = weight;
  if (name == "*") weights.any = weight;
}

}  // namespace

bool has_current_version(const Request& request, std::string_view etag) {
  for (const auto& field : request.headers) {
    if (!base::equal_ignoring_case(field.name, "If-None-Match")) continue;
    if (field.value == "*") return true;
    auto rest = field.value;
    while (!rest.empty()) {
      if (take_etag(rest) == opaque_tag(etag)) return true;
    }
  }
  return false;
}

std::string_view coding_name(ContentCoding coding) {
  constexpr std::array<std::string_view, 3> kNames = {"", "gzip", "br"};
  return kNames[static_cast<std::size_t>(coding)];
}

std::optional<ContentCoding> choose_coding(const Request& request, AvailableCodings ready) {
  Weights weights;
  for (const auto& field : request.headers) {
    if (!base::equal_ignoring_case(field.name, "Accept-Encoding")) continue;
    auto rest = field.value;
    while (!rest.empty()) read_coding(base::take_element(rest, ','), weights);
  }
  std::optional<ContentCoding> best;
  int best_weight = 0;
  const auto consider = [&](ContentCoding coding, int weight) {
    if (weight <= best_weight) return;
    best = coding;
    best_weight = weight;
  };
  const int otherwise = weights.any.value_or(0);
  if (ready.brotli) consider(ContentCoding::Brotli, weights.brotli.value_or(otherwise));
  if (ready.gzip) consider(ContentCoding::Gzip, weights.gzip.value_or(otherwise));
  // Identity that the header does not name is acceptable, but ranks behind every coding it names.
  const int identity = weights.identity.value_or(weights.any ? *weights.any : 1);
  consider(ContentCoding::Identity, identity);
  return best;
}

}  // namespace undersigned::http
