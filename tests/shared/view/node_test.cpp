#include "shared/view/node.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned;
using namespace undersigned::view;

TEST_CASE("text cannot become markup, in content or in an attribute") {
  const Node node = element(Tag::P, {{Attr::Class, "\"><script>"}}, "<img src=x onerror=alert(1)> & 'more'");
  CHECK(to_html(node) ==
        "<p class=\"&quot;&gt;&lt;script&gt;\">&lt;img src=x onerror=alert(1)&gt; &amp; &#39;more&#39;</p>");
}

TEST_CASE("void elements have no end tag and boolean attributes no value") {
  const Node node = element(Tag::Input, {{Attr::Type, "radio"}, {Attr::Checked, ""}, {Attr::Required, ""}});
  CHECK(to_html(node) == "<input type=\"radio\" checked required>");
}

TEST_CASE("the first line break of a text area survives the parser") {
  CHECK(to_html(element(Tag::Textarea, {}, "\nfirst")) == "<textarea>\n\nfirst</textarea>");
}

TEST_CASE("the JSON form is tag, attributes if any, children") {
  const Node node = element(Tag::P, {{Attr::Id, "a"}}, {text("one "), element(Tag::Em, {}, "two")});
  CHECK(to_json(node) == R"(["p",{"id":"a"},"one ",["em","two"]])");
}

TEST_CASE("JSON strings escape what JSON and script elements need") {
  CHECK(json_string("a\"b\\c\n\x01</script>") == R"("a\"b\\c\n\u0001<\/script>")");
  CHECK(json_string("\xFFz\xE2\x82") == "\"\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(json_string("ñ 漢 🙂") == "\"ñ 漢 🙂\"");
}

TEST_CASE("only addresses that are safe to follow stay") {
  for (const char* good : {"https://example.org/a?b#c", "http://example.org", "mailto:a@example.org",
                           "tel:+12025550123", "sms:?&body=a", "/p/slug", "#demand-3", "?lang=es", "p/a:b", ""}) {
    CAPTURE(good);
    CHECK(safe_url(good) == good);
  }
  for (const char* bad :
       {"javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x",
        "//evil.example", "vbscript:x", "\\\\evil.example", "file:///etc/passwd"}) {
    CAPTURE(bad);
    CHECK(safe_url(bad) == "#");
  }
}

TEST_CASE("every tag and attribute has its own name") {
  for (int i = 0; i <= static_cast<int>(Tag::Ul); ++i) {
    for (int j = 0; j < i; ++j) CHECK(tag_name(static_cast<Tag>(i)) != tag_name(static_cast<Tag>(j)));
  }
  for (int i = 0; i <= static_cast<int>(Attr::Fetchpriority); ++i) {
    CHECK_FALSE(attr_name(static_cast<Attr>(i)).empty());
    for (int j = 0; j < i; ++j) CHECK(attr_name(static_cast<Attr>(i)) != attr_name(static_cast<Attr>(j)));
  }
  CHECK(tag_name(Tag::Textarea) == "textarea");
  CHECK(tag_name(Tag::Ul) == "ul");
  CHECK(attr_name(Attr::AriaDescribedby) == "aria-describedby");
  CHECK(attr_name(Attr::DataValue) == "data-value");
  CHECK(attr_name(Attr::Maxlength) == "maxlength");
}
