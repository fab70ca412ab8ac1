#include "shared/view/share_view.h"

#include <doctest/doctest.h>

#include <string>

#include "shared/text/form_urlencoded.h"

using namespace undersigned;
using namespace undersigned::view;

namespace {

Campaign sample(const std::string& title) {
  Campaign campaign;
  campaign.slug = "free-dontae-sharpe";
  campaign.title = title;
  return campaign;
}

PetitionPage page_of(const Campaign& campaign) {
  PetitionPage page{.campaign = campaign, .base_url = "https://sign.example"};
  page.partner = "freedom-page";
  return page;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The first attribute `name` of the node whose data-value is `channel`, or of its descendants.
std::string attribute_of(const Node& node, const std::string& channel, Attr name) {
  bool found = false;
  std::string value;
  for (const auto& [attr, text] : node.attributes) {
    found = found || (attr == Attr::DataValue && text == channel);
    if (attr == name) value = text;
  }
  if (found) return value;
  for (const Node& child : node.children) {
    if (std::string inner = attribute_of(child, channel, name); !inner.empty()) return inner;
  }
  return {};
}

std::string shared_address(const std::string& channel) {
  return "https://sign.example/p/free-dontae-sharpe?utm_source=" + channel +
         "&utm_medium=share&partner=freedom-page&lang=en";
}

}  // namespace

TEST_CASE("every network's link carries the words and an address that names the network") {
  const Campaign campaign = sample("Free Dontae Sharpe & bring him home");
  const Node step = share_step(page_of(campaign), Tag::H3);
  const std::string words = "Free Dontae Sharpe & bring him home. Add your name too:";
  const auto link = [&](const std::string& channel) { return attribute_of(step, channel, Attr::Href); };
  CHECK(link("whatsapp") == "https://wa.me/?text=" + percent_encode(words + "\n" + shared_address("whatsapp")));
  CHECK(link("telegram") ==
        "https://t.me/share/url?url=" + percent_encode(shared_address("telegram")) + "&text=" + percent_encode(words));
  CHECK(link("bluesky") ==
        "https://bsky.app/intent/compose?text=" + percent_encode(words + "\n" + shared_address("bluesky")));
  CHECK(link("mastodon") ==
        "https://share.joinmastodon.org/#text=" + percent_encode(words + "\n" + shared_address("mastodon")));
  CHECK(link("facebook") ==
        "https://www.facebook.com/sharer/sharer.php?u=" + percent_encode(shared_address("facebook")));
  CHECK(link("x") ==
        "https://x.com/intent/post?url=" + percent_encode(shared_address("x")) + "&text=" + percent_encode(words));
  CHECK(link("sms") == "sms:?&body=" + percent_encode(words + "\n" + shared_address("sms")));
  CHECK(link("email") == "mailto:?subject=" + percent_encode(campaign.title) +
                             "&body=" + percent_encode(words + "\r\n" + shared_address("email")));
  for (const char* channel : {"whatsapp", "telegram", "facebook", "x", "bluesky", "mastodon"}) {
    CHECK(attribute_of(step, channel, Attr::Rel) == "noopener noreferrer");
  }
}

TEST_CASE("the buttons for scripts are hidden until one is there, and the address stays readable without") {
  const Campaign campaign = sample("Free Dontae Sharpe");
  const std::string html = to_html(share_step(page_of(campaign), Tag::H3));
  CHECK(contains(html,
                 "<button class=\"primary\" type=\"button\" hidden data-action=\"share-native\" "
                 "data-value=\"https://sign.example/p/"
                 "free-dontae-sharpe?utm_source=native&amp;utm_medium=share&amp;partner=freedom-page&amp;lang=en\""));
  CHECK(contains(html, "<button class=\"secondary\" type=\"button\" hidden data-action=\"copy\""));
  CHECK(contains(html, ">https://sign.example/p/free-dontae-sharpe</a>"));
  CHECK(contains(html, "role=\"status\""));
}

TEST_CASE("without a partner the addresses name none") {
  const Campaign campaign = sample("Free Dontae Sharpe");
  PetitionPage page{.campaign = campaign, .base_url = "https://sign.example"};
  CHECK_FALSE(contains(to_html(share_step(page, Tag::H3)), "partner"));
}

TEST_CASE("a title that ends a sentence gets no second full stop") {
  for (const char* title : {"No Muslim ban, ever!", "Will they listen?", "Bring him home.", "Enough…", "自由！"}) {
    const Campaign campaign = sample(title);
    const std::string html = to_html(share_step(page_of(campaign), Tag::H3));
    CAPTURE(title);
    CHECK(contains(html, std::string("value=\"") + title + " Add your name too:\""));
  }
}

TEST_CASE("the address stands on a line of its own, so that it reads from left to right in every language") {
  const Campaign campaign = sample("الحرية");
  const Node step = share_step(page_of(campaign), Tag::H3);
  CHECK(contains(attribute_of(step, "whatsapp", Attr::Href), percent_encode("\nhttps://sign.example/")));
  CHECK(contains(to_html(step), "<a class=\"address\" dir=\"ltr\""));
}

TEST_CASE("what was signed on a partner's page is shared with that page's address") {
  const Campaign campaign = sample("Free Dontae Sharpe");
  PetitionPage page = page_of(campaign);
  page.shared_page = "https://freedom.example/dontae";
  const std::string html = to_html(share_step(page, Tag::H3));
  CHECK(contains(html, ">https://freedom.example/dontae</a>"));
  CHECK(contains(html, "href=\"https://freedom.example/dontae?utm_source=copy&amp;utm_medium=share\""));
  CHECK(contains(attribute_of(share_step(page, Tag::H3), "whatsapp", Attr::Href),
                 percent_encode("https://freedom.example/dontae?utm_source=whatsapp&utm_medium=share")));
}

TEST_CASE("a campaign that is won or closed is shared without asking for a signature") {
  Campaign campaign = sample("Free Dontae Sharpe");
  campaign.status = CampaignStatus::Won;
  PetitionPage page{.campaign = campaign, .open = false, .base_url = "https://sign.example"};
  CHECK(contains(to_html(petition(page)), "value=\"We won: Free Dontae Sharpe\""));
  campaign.status = CampaignStatus::Closed;
  CHECK(contains(to_html(petition(page)), "value=\"Read about this campaign: Free Dontae Sharpe\""));
  CHECK(contains(to_html(petition(page)), "Tell others about it with this link:"));
  CHECK_FALSE(contains(to_html(petition(page)), "Add your name"));
}

TEST_CASE("the message can be edited once a script is there, and the ways on paper and on a site are links") {
  const Campaign campaign = sample("Free Dontae Sharpe");
  const std::string html = to_html(share_step(page_of(campaign), Tag::H3));
  CHECK(contains(html, "<div class=\"field share-edit\" hidden><label for=\"share-text\">Your message</label>"));
  CHECK(contains(html,
                 "data-action=\"share-text\" rows=\"2\" maxlength=\"500\">\nFree Dontae Sharpe. Add your name too:"));
  CHECK(contains(html, "href=\"https://sign.example/p/free-dontae-sharpe/poster?lang=en&amp;partner=freedom-page\""));
  CHECK(contains(html, "href=\"https://sign.example/p/free-dontae-sharpe/embed?lang=en&amp;partner=freedom-page\""));
}
