#include "shared/view/signers_view.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned;
using namespace undersigned::view;

namespace {

Campaign sample() {
  Campaign campaign;
  campaign.slug = "free-dontae-sharpe";
  campaign.title = "Free <Dontae> Sharpe";
  campaign.summary = "Bring him home.";
  return campaign;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a page of signers shows name, place and comment as text, and the ways to other pages") {
  const Campaign campaign = sample();
  const CountryName countries[] = {{"US", "United States"}};
  SignersPage page{.campaign = campaign, .countries = countries, .petition = "/p/free-dontae-sharpe?lang=en"};
  page.signers = {{"Ana <b>", "", "US", "For my\nbrother.", 0}, {"B. K.", "Freedom Project", "ZZ", "", 0}};
  page.next = "/p/free-dontae-sharpe/signers?lang=en&after=x";
  const std::string html = to_html(signers(page));
  CHECK(contains(html, "<h1>Public signatures</h1>"));
  CHECK(contains(html, "<a href=\"/p/free-dontae-sharpe?lang=en\">Back to the campaign</a>"));
  CHECK(contains(html, "<strong>Ana &lt;b&gt;</strong> <span class=\"place\">United States</span>"));
  CHECK(contains(html, "<p class=\"comment\" dir=\"auto\">For my\nbrother.</p>"));
  CHECK(contains(html, "<strong>Freedom Project</strong> <span class=\"office\">B. K.</span></li>"));
  CHECK(contains(html, "rel=\"next\">Next page</a>"));
  CHECK_FALSE(contains(html, "First page"));
}

TEST_CASE("a list without anybody says so, in the words of its kind of campaign") {
  Campaign campaign = sample();
  campaign.kind = CampaignKind::Call;
  const SignersPage page{.campaign = campaign, .locale = Locale::German};
  const std::string html = to_html(signers(page));
  CHECK(contains(html, "<h1>Öffentliche Liste der Anrufe</h1>"));
  CHECK(contains(html, "Hier ist niemand aufgeführt."));
  CHECK_FALSE(contains(html, "<nav"));
}
