// X-Forwarded-For and trusted prefixes: the result is always an address, and only trusted proxies are believed.
#include <string>

#include "server/http/client_address.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  using fuzz::must;
  std::string_view text = fuzz::as_text(data, size);
  const std::string trusted(fuzz::take_line(text));
  http::Request request;
  request.remote_address = "192.0.2.1";
  while (!text.empty()) request.headers.push_back({"X-Forwarded-For", fuzz::take_line(text)});

  must(http::ClientAddresses().of(request) == request.remote_address, "nobody is believed who was not named");
  const auto prefix = base::parse_cidr(trusted);
  if (!prefix) return 0;
  must(prefix->contains(prefix->first), "a prefix holds its first address");
  const http::ClientAddresses addresses({*prefix});
  const std::string client = addresses.of(request);
  const auto parsed = base::parse_ip(client);
  must(parsed.has_value() && base::to_string(*parsed) == client, "an address in its one form");
  const auto peer = base::parse_ip(request.remote_address);
  must(client == request.remote_address || addresses.is_trusted(*peer), "only a named front is believed");
  return 0;
}
