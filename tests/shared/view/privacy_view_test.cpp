#include "shared/view/privacy_view.h"

#include <doctest/doctest.h>

#include <string>

#include "shared/view/my_view.h"

using namespace undersigned;
using namespace undersigned::view;

namespace {

Campaign sample() {
  Campaign campaign;
  campaign.slug = "open-the-gates";
  campaign.title = "Open the gates";
  campaign.organizer = {.name = "Gate <Keepers>",
                        .contact = "keepers@example.org",
                        .address = "1 Gate Street\nSpringfield",
                        .privacy = {},
                        .shared_with = {}};
  return campaign;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

PetitionPage page_of(const Campaign& campaign, Locale locale = Locale::English) {
  return {.campaign = campaign, .locale = locale, .base_url = "https://sign.example"};
}

std::string line_of(const Campaign& campaign, Locale locale = Locale::English) {
  return to_html(privacy_line(page_of(campaign, locale)));
}

std::string page_text(const Campaign& campaign, Locale locale = Locale::English) {
  return to_html(privacy(page_of(campaign, locale)));
}

}  // namespace

TEST_CASE("below the form stands who gets the details, and a link to the rest that keeps what was typed") {
  const std::string line = line_of(sample());
  CHECK(contains(line, "Your details go to Gate &lt;Keepers&gt; and to nobody else."));
  CHECK(contains(line, "href=\"https://sign.example/p/open-the-gates/privacy?lang=en\" target=\"_blank\""));
  CHECK(contains(line, ">How your details are used (opens in a new tab)</a>"));
}

TEST_CASE("nobody else is promised only where nobody else gets the details") {
  Campaign campaign = sample();
  campaign.organizer.shared_with = "the District Attorney";
  const std::string line = line_of(campaign);
  CHECK_FALSE(contains(line, "nobody"));
  CHECK(contains(line, "Your details are also shared with: <span>the District Attorney</span>"));
  CHECK(contains(line_of(campaign, Locale::German), "<span lang=\"en\" dir=\"auto\">the District Attorney</span>"));

  campaign.organizer = {};
  CHECK(contains(line_of(campaign), "Your details go to the organizers of this campaign. You choose"));
}

TEST_CASE("in every language the form names the organizer and who else gets the details") {
  Campaign campaign = sample();
  for (const Locale locale : kLocales) {
    CAPTURE(locale_tag(locale));
    CHECK(contains(line_of(campaign, locale), "Gate &lt;Keepers&gt;"));
    campaign.organizer.shared_with = "the District Attorney";
    CHECK(contains(line_of(campaign, locale), "the District Attorney"));
    campaign.organizer.shared_with.clear();
  }
}

TEST_CASE("the privacy page says who is responsible, what for, for how long, and what people can do") {
  const std::string html = page_text(sample());
  CHECK(contains(html, "<dt>Responsible for your details</dt><dd dir=\"auto\">Gate &lt;Keepers&gt;</dd>"));
  CHECK(contains(html, "<dd dir=\"auto\">1 Gate Street</dd><dd dir=\"auto\">Springfield</dd>"));
  CHECK(contains(html, "href=\"mailto:keepers@example.org\""));
  CHECK(contains(html, "To count your signature for this campaign, once."));
  CHECK(contains(html, "<dt>Who else gets your details</dt><dd>Nobody</dd>"));
  CHECK(contains(html, "24 months from the day you sign"));
  CHECK(contains(html, "data protection authority"));
  CHECK(contains(html, "href=\"https://sign.example/my?lang=en\""));
}

TEST_CASE("a privacy notice is a text or a link, and a contact an address of either kind") {
  Campaign campaign = sample();
  campaign.organizer.privacy = "We count you.\n\nThen we <write>.";
  campaign.organizer.contact = "https://keepers.example/contact";
  const std::string html = page_text(campaign);
  CHECK(contains(html, "<dd>We count you.</dd><dd>Then we &lt;write&gt;.</dd>"));
  CHECK(contains(html, "href=\"https://keepers.example/contact\">https://keepers.example/contact</a>"));
  CHECK_FALSE(contains(html, "mailto:"));

  campaign.organizer.privacy = "https://keepers.example/privacy";
  CHECK(contains(page_text(campaign), "href=\"https://keepers.example/privacy\" rel=\"noopener noreferrer\">Privacy"));
}

TEST_CASE("a campaign that names nobody says so, and who can see the details all the same") {
  Campaign campaign = sample();
  campaign.organizer = {};
  const std::string html = page_text(campaign);
  CHECK(contains(html, "have not given their name here. The people who run sign.example can see your details."));
  CHECK_FALSE(contains(html, "Nobody"));
}

TEST_CASE("my signatures name the organizer of each") {
  MySignature signature;
  signature.slug = "open-the-gates";
  signature.day = "2026-11-23";
  signature.organizer = sample().organizer;
  const auto list = [&] {
    MyList own;
    own.signatures = {signature};
    return to_html(my_list(Locale::English, {"ana@example.org", "a-token"}, own));
  };
  const std::string html = list();
  CHECK(contains(html, "<dt>Responsible for your details</dt><dd dir=\"auto\">Gate &lt;Keepers&gt;</dd>"));
  CHECK(contains(html, "href=\"/p/open-the-gates/privacy?lang=en\""));
  signature.organizer = {};
  const std::string unnamed = list();
  CHECK_FALSE(contains(unnamed, "Responsible"));
}
