#include "shared/view/poster_view.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned;
using namespace undersigned::view;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Campaign sample() {
  Campaign campaign;
  campaign.slug = "library";
  campaign.title = "Save the <library>";
  campaign.summary = "Keep it open.";
  return campaign;
}

}  // namespace

TEST_CASE("a poster has title, code and address, and what helps to print it is not printed") {
  const Campaign campaign = sample();
  const std::string html = to_html(poster({.campaign = campaign,
                                           .address = "https://sign.example/p/library",
                                           .back = "/p/library?lang=en",
                                           .svg = "/p/library/qr.svg?lang=en",
                                           .png = "/p/library/qr.png?lang=en"}));
  CHECK(contains(html, "<h1 class=\"title\">Save the &lt;library&gt;</h1>"));
  CHECK(contains(html, "alt=\"QR code with the address of this campaign\""));
  CHECK(contains(html, "src=\"/p/library/qr.svg?lang=en\""));
  CHECK(contains(html, "<p class=\"address\" dir=\"ltr\">https://sign.example/p/library</p>"));
  CHECK(contains(html, "href=\"/p/library/qr.png?lang=en&amp;download=1\">Download the code as PNG</a>"));
  CHECK(html.find("not-printed") < html.find("poster"));
}

TEST_CASE("the sheet has a column for what a signature needs, and empty rows") {
  Campaign campaign = sample();
  const std::string html = to_html(paper_sheet({.campaign = campaign}));
  CHECK(
      contains(html, "<th scope=\"col\">Full name</th><th scope=\"col\">Town or city</th><th scope=\"col\">Signature"));
  CHECK(contains(html, "<tr><td>20</td><td></td><td></td><td></td></tr>"));
  campaign.kind = CampaignKind::Endorsement;
  CHECK(contains(to_html(paper_sheet({.campaign = campaign})), "<th scope=\"col\">Organization</th>"));
}
