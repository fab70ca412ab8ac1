// A campaign's Markdown: whatever it holds, whole HTML comes out of it, without a target that runs something.
#include "server/markdown/markdown.h"
#include "shared/limits.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/markup.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  if (size > limits::kBodyBytesMax) return 0;
  const std::string html = view::to_html(markdown::to_nodes(fuzz::as_text(data, size), 3));
  fuzz::must(fuzz::is_whole_markup(html), "whole HTML");
  fuzz::must(html.find("href=\"javascript") == std::string::npos, "no target that runs something");
  return 0;
}
