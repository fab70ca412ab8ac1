// A campaign's Markdown: the result is well-formed HTML, and no link runs a script.
#include "server/campaigns/markdown.h"
#include "shared/limits.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/markup.h"

namespace {

using namespace undersigned;

// An address as a browser reads it: without blanks and control characters, in any letter case.
bool runs_something(std::string_view address) {
  std::string plain;
  for (const char c : address.substr(0, address.find('"'))) {
    if (c > 0x20) plain.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
  }
  return plain.rfind("javascript:", 0) == 0 || plain.rfind("data:", 0) == 0 || plain.rfind("vbscript:", 0) == 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > limits::kBodyBytesMax) return 0;
  const std::string html = view::to_html(campaigns::to_nodes(fuzz::as_text(data, size), 3));
  fuzz::must(fuzz::is_whole_markup(html), "whole HTML");
  constexpr std::string_view kHref = "href=\"";
  for (std::size_t at = html.find(kHref); at != std::string::npos; at = html.find(kHref, at + 1)) {
    fuzz::must(!runs_something(std::string_view(html).substr(at + kHref.size())), "no target that runs something");
  }
  return 0;
}
