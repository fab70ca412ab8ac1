#include "shared/view/pending_view.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned;
using namespace undersigned::view;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string html_of(const PendingState& state, Locale locale = Locale::English) {
  Campaign campaign;
  campaign.slug = "open-the-gates";
  campaign.confirmation = ConfirmationPolicy::Email;
  return to_html(pending({.campaign = campaign,
                          .text_version = {},
                          .locale = locale,
                          .heading = Heading::Page,
                          .body = {},
                          .confirmed = 7,
                          .recent = {},
                          .base_url = "https://sign.example"},
                         state));
}

}  // namespace

TEST_CASE("the code is asked for with its keyboard, its autofill token and how long it works") {
  const std::string html = html_of({});
  CHECK(contains(html, "<h2 class=\"pending-heading\" tabindex=\"-1\">Enter the code from your email</h2>"));
  CHECK(contains(html, "action=\"https://sign.example/p/open-the-gates/confirm\""));
  CHECK(contains(html, "<label for=\"code\">Six-digit code</label>"));
  CHECK(contains(html, "inputmode=\"numeric\""));
  CHECK(contains(html, "autocomplete=\"one-time-code\""));
  CHECK(contains(html, "The code expires after 10 minutes."));
  CHECK(contains(html, "role=\"alert\" tabindex=\"-1\" hidden"));
}

TEST_CASE("the document for everybody names nobody and says no count") {
  const std::string html = html_of({});
  CHECK(contains(html, "<input type=\"hidden\" name=\"name\" value=\"\">"));
  CHECK(contains(html, "<input type=\"hidden\" name=\"email\" value=\"\">"));
  CHECK(contains(html, "<input type=\"hidden\" name=\"page\" value=\"\">"));
  CHECK(contains(html, "<input type=\"hidden\" name=\"locale\" value=\"en\">"));
  CHECK_FALSE(contains(html, "data-part=\"count\""));
}

TEST_CASE("both forms of a page carry the request, and nothing that was typed") {
  PendingState state;
  state.request = "sealed";
  const std::string html = html_of(state);
  const std::string request = "<input type=\"hidden\" name=\"request\" value=\"sealed\">";
  const std::size_t first = html.find(request);
  REQUIRE(first != std::string::npos);
  CHECK(html.find(request, first + 1) != std::string::npos);
  for (const char* name : {"\"name\"", "\"email\"", "\"organization\"", "\"idempotency_key\""}) {
    CHECK_FALSE(contains(html, std::string("name=") + name));
  }
  CHECK(contains(html, "action=\"https://sign.example/p/open-the-gates/again\""));
  CHECK(contains(html, "href=\"https://sign.example/p/open-the-gates?lang=en#sign\""));
}

TEST_CASE("a wrong code is said at the field and in the summary, which links to it") {
  PendingState state;
  state.errors = {{ErrorCode::WrongCode, Field::Code}};
  const std::string html = html_of(state);
  CHECK(contains(html, "<a href=\"#code\">This code is wrong or has expired"));
  CHECK(contains(html, "<p class=\"error\" id=\"error-code\">This code is wrong or has expired"));
  CHECK(contains(html, "aria-invalid=\"true\""));
}

TEST_CASE("a mail asked for again is answered where the status stands") {
  PendingState state;
  state.again = Again::Asked;
  CHECK(contains(html_of(state, Locale::Spanish),
                 "role=\"status\" tabindex=\"-1\" autofocus>" + text_of(Locale::Spanish, Message::PendingResent)));
  CHECK(contains(html_of({}), "role=\"status\"></p>"));
  CHECK(to_html(resent(Locale::English)) == "<p>" + text_of(Locale::English, Message::PendingResent) + "</p>");
}
