#include "server/admin/client_address.h"

#include "server/http/ascii.h"

namespace undersigned::admin {
namespace {

constexpr std::size_t kAddressBytesMax = 64;

bool is_loopback(std::string_view address) {
  return address.rfind("127.", 0) == 0 || address == "::1";
}

}  // namespace

std::string client_address(const http::Request& request) {
  std::string address(request.remote_address);
  if (!is_loopback(address)) return address;
  std::string_view last;
  for (const http::NameValue& header : request.headers) {
    if (http::equal_ignoring_case(header.name, "X-Forwarded-For")) last = header.value;
  }
  const std::size_t comma = last.rfind(',');
  if (comma != std::string_view::npos) last.remove_prefix(comma + 1);
  last = http::trim(last);
  if (!last.empty() && last.size() <= kAddressBytesMax) address = last;
  return address;
}

}  // namespace undersigned::admin
