// The address in an oEmbed request: an accepted one belongs to this server, with a slug that is safe in a path.
#include <algorithm>
#include <string>

#include "server/pages/petition_address.h"
#include "shared/text/url.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  constexpr std::string_view kBase = "https://sign.example.org";
  const std::string_view url = fuzz::as_text(data, size);
  const auto address = pages::read_petition_address(url, kBase);
  if (!address) return 0;
  fuzz::must(is_slug(address->slug), "a slug");
  std::string start(url.substr(0, kBase.size() + 6));
  std::transform(start.begin(), start.end(), start.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool ours = start.rfind("https://sign.example.org", 0) == 0 || start.rfind("http://sign.example.org", 0) == 0;
  fuzz::must(ours, "of this server");
  fuzz::must(is_web_url(url), "a web address");
  (void)is_origin(url);
  (void)is_locale_tag(address->lang);
  return 0;
}
