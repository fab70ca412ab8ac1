// The address that oEmbed is asked about: what is answered for is of this server, with a slug that fits a path.
#include "server/embed/petition_address.h"
#include "shared/text/url.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  constexpr std::string_view kBase = "https://sign.example.org";
  const std::string_view url = fuzz::as_text(data, size);
  const auto address = embed::read_petition_address(url, kBase);
  if (!address) return 0;
  fuzz::must(is_slug(address->slug), "a slug");
  fuzz::must(url.substr(0, kBase.size() + 1) == "https://sign.example.org/", "of this server");
  fuzz::must(is_web_url(url), "a web address");
  (void)is_origin(url);
  (void)is_locale_tag(address->lang);
  return 0;
}
