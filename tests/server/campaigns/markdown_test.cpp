#include "server/campaigns/markdown.h"

#include <doctest/doctest.h>

#include <string>

#include "server/campaigns/entities.h"

using namespace undersigned;

namespace {

std::string html(std::string_view markdown) {
  return view::to_html(campaigns::to_nodes(markdown, 2));
}

}  // namespace

TEST_CASE("Markdown becomes nodes") {
  CHECK(html("One *two* **three** `four`") == "<p>One <em>two</em> <strong>three</strong> <code>four</code></p>");
  CHECK(html("- a\n- b") == "<ul><li>a</li><li>b</li></ul>");
  CHECK(html("3. a\n4. b") == "<ol start=\"3\"><li>a</li><li>b</li></ol>");
  CHECK(html("> said") == "<blockquote><p>said</p></blockquote>");
  CHECK(html("a  \nb") == "<p>a<br>b</p>");
  CHECK(html("---") == "<hr>");
}

TEST_CASE("headings begin at the level asked for and end at the fourth") {
  CHECK(html("# a\n## b\n###### c") == "<h2>a</h2><h3>b</h3><h4>c</h4>");
  CHECK(view::to_html(campaigns::to_nodes("# a\n## b", 3)) == "<h3>a</h3><h4>b</h4>");
}

TEST_CASE("raw HTML is text") {
  CHECK(html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  CHECK(html("a <b onclick=x>b</b>").find("<b") == std::string::npos);
}

TEST_CASE("links keep only addresses that are safe to follow") {
  CHECK(html("[a](https://example.org/?x=1&y=2)") ==
        "<p><a href=\"https://example.org/?x=1&amp;y=2\" rel=\"noopener\">a</a></p>");
  CHECK(html("[a](javascript:alert(1))").find("javascript") == std::string::npos);
  CHECK(html("[a](java&#115;cript:alert(1))").find("script") == std::string::npos);
}

TEST_CASE("a picture is a link to it, and within a link its text") {
  CHECK(html("![words](https://example.org/p.png)") ==
        "<p><a href=\"https://example.org/p.png\" rel=\"noopener\">words</a></p>");
  CHECK(html("[![words](https://a.example/p.png)](https://b.example/)") ==
        "<p><a href=\"https://b.example/\" rel=\"noopener\"><span>words</span></a></p>");
}

TEST_CASE("nesting is flattened before it can hurt") {
  const std::string deep(20'000, '>');
  const std::string out = html(deep + " words");
  CHECK(out.find("words") != std::string::npos);
  CHECK(out.size() < 2'000);
  CHECK(html(std::string(16'000, '*') + "a" + std::string(16'000, '*')).find('a') != std::string::npos);
}

TEST_CASE("a zero byte in a link's label, where md4c loses count of what is open, leaves a whole tree") {
  const std::string label("[a]`\0x](b) ![p](c) ]d[e]`", 25);
  CHECK(html(label + "\n\nwords").find("words") != std::string::npos);
  const std::string endless("***a|[a](https://ex*6 \"t\") !p[\0\0](ja", 36);
  CHECK(html(endless).size() < 200);
}

TEST_CASE("character references become characters, unknown ones stay") {
  CHECK(html("&amp; &eacute; &#8212; &#x2014;") == "<p>&amp; &amp;eacute; — —</p>");
  CHECK(campaigns::decode_entity("&hellip;") == "…");
  for (const char* wrong : {"&#0;", "&#xD800;", "&#x110000;", "&#999999999999;", "&#x7f;"}) {
    CHECK(campaigns::decode_entity(wrong) == "\uFFFD");
  }
  CHECK(campaigns::decode_entity("&;") == "&;");
}
