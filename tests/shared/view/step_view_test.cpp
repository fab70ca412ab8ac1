#include "shared/view/step_view.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned;
using namespace undersigned::view;

TEST_CASE("a step shows what is to be done before what it is about, and says the campaign's own language") {
  Campaign campaign;
  campaign.slug = "open-the-gates";
  campaign.title = "Open the gates";
  campaign.summary = "They have been shut for too long.";
  const std::string html =
      to_html(step(campaign, Locale::Arabic, "/p/open-the-gates?lang=ar", {element(Tag::P, {}, "To do")}));
  CHECK(html.find("<p>To do</p>") < html.find("They have been shut"));
  CHECK(html.find("<h1 class=\"title\" lang=\"en\" dir=\"auto\">Open the gates</h1>") != std::string::npos);
  CHECK(html.find("lang=\"ar\" dir=\"rtl\"") != std::string::npos);
  CHECK(html.find("href=\"/p/open-the-gates?lang=ar\"") != std::string::npos);
}
