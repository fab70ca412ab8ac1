#include "shared/view/petition_view.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "shared/limits.h"

using namespace undersigned;
using namespace undersigned::view;

namespace {

Campaign sample() {
  Campaign campaign;
  campaign.slug = "free-dontae-sharpe";
  campaign.title = "Free <Dontae> Sharpe";
  campaign.summary = "Bring him home.";
  campaign.targets = {{"Ada Bell", "District Attorney", "Pitt County", ""}, {"The Governor", "", "", ""}};
  campaign.demands = {{"evidence", "Hear the evidence."}, {"release", "Release him."}};
  campaign.consents = {{"updates", "Send me news.", FieldUse::Optional}};
  campaign.video = {"Ms. Sarah speaks", "https://video.example/watch"};
  campaign.links = {{LinkPurpose::Donate, "Donate", "https://give.example/"}};
  return campaign;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string html_of(const Campaign& campaign, Locale locale = Locale::English, const FormState& state = {}) {
  return to_html(petition({.campaign = campaign,
                           .text_version = "v1",
                           .locale = locale,
                           .heading = Heading::Page,
                           .body = {},
                           .confirmed = 1'234,
                           .recent = {},
                           .base_url = "https://sign.example"},
                          state));
}

}  // namespace

TEST_CASE("the petition shows its count, goal, demands and form") {
  const std::string html = html_of(sample());
  CHECK(contains(html, "<h1 class=\"title\" part=\"title\">Free &lt;Dontae&gt; Sharpe</h1>"));
  CHECK(contains(html, "Petition to Ada Bell and The Governor"));
  CHECK(contains(html, "<strong class=\"count-number\">1,234</strong>"));
  CHECK(contains(html, "Next goal: 2,500"));
  CHECK(contains(html, "<li id=\"demand-release\">"));
  CHECK(contains(html, "action=\"https://sign.example/p/free-dontae-sharpe\""));
  CHECK(contains(html, "name=\"text_version\" value=\"v1\""));
  CHECK(contains(html, "Sign the petition"));
  CHECK_FALSE(contains(html, "<script"));
  CHECK_FALSE(contains(html, "style="));
}

TEST_CASE("limits of the core stand in the form") {
  const std::string html = html_of(sample());
  CHECK(contains(html, "maxlength=\"" + std::to_string(2 * limits::kNameCharsMax) + "\""));
  CHECK(contains(html, "maxlength=\"" + std::to_string(limits::kEmailBytesMax) + "\""));
}

TEST_CASE("what is written from left to right in any language is so in a form from right to left") {
  Campaign campaign = sample();
  campaign.fields.postcode = FieldUse::Optional;
  campaign.fields.phone = FieldUse::Optional;
  const std::string html = html_of(campaign, Locale::Arabic);
  for (const std::string field : {"email", "postcode", "phone"}) {
    CAPTURE(field);
    const std::size_t input = html.find("<input id=\"" + field + "\"");
    REQUIRE(input != std::string::npos);
    CHECK(contains(html.substr(input, html.find('>', input) - input), "dir=\"ltr\""));
  }
}

TEST_CASE("a form that requires a postcode asks the country, with the words for what can be wrong with it") {
  Campaign campaign = sample();
  campaign.fields.country = FieldUse::Off;
  CHECK_FALSE(contains(html_of(campaign), "id=\"country\""));
  campaign.fields.postcode = FieldUse::Required;
  CHECK(contains(html_of(campaign), "id=\"country\""));
  const auto messages = form_messages(campaign, Locale::English);
  CHECK(std::any_of(messages.begin(), messages.end(),
                    [](const auto& each) { return each.first == "country.not_a_country"; }));
}

TEST_CASE("consents are never ticked beforehand, and nobody is shown beforehand") {
  const std::string html = html_of(sample());
  CHECK(contains(html, "id=\"consent-updates\" name=\"consent\" value=\"updates\">"));
  CHECK(contains(html, "name=\"visibility\" value=\"hidden\" checked>"));
}

TEST_CASE("an endorsement publishes the organization unless another choice is made, and no name of a person") {
  Campaign campaign = sample();
  campaign.kind = CampaignKind::Endorsement;
  const std::string html = html_of(campaign);
  CHECK(contains(html, "What should we publish?"));
  CHECK(contains(html, "value=\"public\"><label for=\"visibility-public\">The organization and your name</label>"));
  CHECK(contains(html, "value=\"initials\" checked><label for=\"visibility-initials\">Only the organization</label>"));
  CHECK(contains(html, "value=\"hidden\"><label for=\"visibility-hidden\">Nothing</label>"));
  CHECK(contains(html, "Published with the organization, unless you choose otherwise below."));

  FormState state;
  state.typed.draft.visibility = "hidden";  // a choice that was made stays
  CHECK(contains(html_of(campaign, Locale::English, state), "value=\"hidden\" checked>"));
}

TEST_CASE("after a refusal the summary links to each field and what was typed is kept") {
  FormState state;
  state.typed.draft.name = "Sarah \"Sally\" Blakely";
  state.errors = {{ErrorCode::NotAnEmail, Field::Email}, {ErrorCode::Busy, Field::None}};
  const std::string html = html_of(sample(), Locale::English, state);
  CHECK(contains(html, "<a href=\"#email\">Enter an email address in the form name@example.org</a>"));
  CHECK(contains(html, "<p class=\"error\" id=\"error-email\">Enter an email address"));
  CHECK(contains(html, "<li>The server is busy."));
  CHECK(contains(html, "aria-invalid=\"true\""));
  CHECK(contains(html, "value=\"Sarah &quot;Sally&quot; Blakely\""));
}

TEST_CASE("what the campaign says in another language than the reader's says so, and keeps its direction") {
  Campaign campaign = sample();
  const std::string arabic = html_of(campaign, Locale::Arabic);
  CHECK(contains(arabic, "part=\"title\" lang=\"en\" dir=\"auto\">Free"));
  CHECK(contains(arabic, "<ol class=\"demand-list\" lang=\"en\" dir=\"auto\">"));
  CHECK(contains(arabic, "for=\"consent-updates\" lang=\"en\" dir=\"auto\">"));
  campaign.locale = "ar-EG";
  CHECK_FALSE(contains(html_of(campaign, Locale::Arabic), "dir=\"auto\""));
  CHECK_FALSE(contains(html_of(sample()), "dir=\"auto\""));
}

TEST_CASE("the page speaks the reader's language") {
  const std::string html = html_of(sample(), Locale::Spanish);
  CHECK(contains(html, "lang=\"es\""));
  CHECK(contains(html, "Firmar la petición"));
  CHECK(contains(html, "1234</strong>"));
}

TEST_CASE("a closed campaign keeps its story and count and has no form") {
  Campaign campaign = sample();
  campaign.status = CampaignStatus::Won;
  const std::string html = to_html(
      petition({.campaign = campaign, .text_version = "v1", .body = {}, .confirmed = 9, .recent = {}, .open = false}));
  CHECK(contains(html, "<section class=\"notice won\"><p class=\"state\">This campaign was won. Thank you"));
  CHECK(contains(html, "href=\"/?lang=en\">All campaigns</a>"));
  CHECK_FALSE(contains(html, "<form"));
  CHECK_FALSE(contains(html, "to-form"));
  CHECK(contains(html, "<h2 class=\"title\""));
}

TEST_CASE("an endorsement asks for the organization, a call campaign gives number and script") {
  Campaign campaign = sample();
  campaign.kind = CampaignKind::Endorsement;
  campaign.fields.role = FieldUse::Optional;
  CHECK(contains(html_of(campaign), "id=\"organization\""));
  campaign.kind = CampaignKind::Call;
  campaign.targets[0].phone = "+12025550123";
  campaign.call_script = "I am calling about Dontae Sharpe.";
  const std::string html = html_of(campaign);
  CHECK(contains(html, "href=\"tel:+12025550123\""));
  CHECK(contains(html, "I am calling about Dontae Sharpe."));
  CHECK(contains(html, "I called"));
  CHECK(contains(html, "<strong>Ada Bell</strong> <span class=\"office\">District Attorney, Pitt County</span>"));
  CHECK(contains(html, "<strong>The Governor</strong>"));
  CHECK_FALSE(contains(html, "class=\"targets\""));
  CHECK(contains(html, "class=\"button to-form\""));
}

TEST_CASE("before its first day a campaign says when it opens, and can be handed on") {
  Campaign campaign = sample();
  campaign.opens_at = "2018-08-21";
  const std::string html = to_html(petition({.campaign = campaign,
                                             .text_version = "v1",
                                             .open = false,
                                             .not_yet_open = true,
                                             .public_url = "https://sign.example"}));
  CHECK(contains(html, "This campaign opens on August 21, 2018."));
  CHECK_FALSE(contains(html, "Be the first"));
  CHECK_FALSE(contains(html, "Next goal"));
  CHECK(contains(html, "https://sign.example/p/free-dontae-sharpe?utm_source=copy"));
  CHECK_FALSE(contains(html, "<form"));
}

TEST_CASE("from the head of a petition a link leads to its form") {
  CHECK(contains(html_of(sample()), "data-action=\"to-form\" href=\"#sign\">Sign this petition</a>"));
}

TEST_CASE("the recent signers say how many more there are, and where all public names are") {
  Campaign campaign = sample();
  PetitionPage page{.campaign = campaign, .text_version = "v1", .confirmed = 12, .base_url = "https://sign.example"};
  page.recent = {{"Ms. Sarah", "", "", "Enough.", 0}, {"B. K.", "Freedom Project", "", "", 0}};
  CHECK(contains(to_html(petition(page)), "<p class=\"hint\">and 10 more</p>"));
  CHECK_FALSE(contains(to_html(petition(page)), "/signers"));
  page.more_public_signers = true;
  CHECK(
      contains(to_html(petition(page)),
               "<a class=\"more\" href=\"https://sign.example/p/free-dontae-sharpe/signers?lang=en\">See the full list "
               "of names</a>"));
  campaign.kind = CampaignKind::Endorsement;
  page.heading = Heading::Page;
  CHECK(contains(to_html(petition(page)), "<strong>Freedom Project</strong> <span class=\"office\">B. K.</span>"));
  CHECK(contains(to_html(petition(page)), "<p class=\"hint\">and 10 more</p>"));
  page.confirmed = 2;
  CHECK_FALSE(contains(to_html(petition(page)), "more</p>"));
}

TEST_CASE("updates stand newest first, whatever their order in the file") {
  Campaign campaign = sample();
  campaign.updates = {{"2018-08-21", "The strike begins", "", "", ""}, {"2018-09-09", "The strike ends", "", "", ""}};
  const std::string html = html_of(campaign);
  CHECK(html.find("The strike ends") < html.find("The strike begins"));
}

TEST_CASE("a campaign that is over shows first what came of it, and the other updates as before") {
  Campaign campaign = sample();
  campaign.updates = {{"2018-08-21", "Signatures handed over", "", "", "", UpdateKind::Delivery},
                      {"2018-09-09", "He is free", "", "https://example.org/", "Read the order", UpdateKind::Decision},
                      {"2018-09-10", "Thank you", "", "", ""}};
  const std::string while_open = html_of(campaign);
  CHECK_FALSE(contains(while_open, "class=\"outcome\""));
  CHECK(contains(while_open, "<p><strong class=\"kicker\">Decision</strong> <time datetime=\"2018-09-09\">"));
  CHECK(contains(while_open, "<strong class=\"kicker\">Delivery</strong>"));

  campaign.status = CampaignStatus::Won;
  const std::string won = to_html(petition({.campaign = campaign, .text_version = "v1", .open = false}));
  CHECK(contains(won, "was won. Thank you to everyone who took part.</p><div class=\"outcome\"><p><strong"));
  CHECK(won.find("He is free") < won.find("Signatures handed over"));
  CHECK(won.find("He is free") == won.rfind("He is free"));
  CHECK(contains(won, "Read the order"));
  CHECK(contains(to_html(petition({.campaign = campaign, .locale = Locale::German, .open = false})), ">Entscheidung<"));
}

TEST_CASE("a form that comes after the end is answered with what was typed") {
  Campaign campaign = sample();
  campaign.status = CampaignStatus::Closed;
  FormState state;
  state.errors = {{ErrorCode::CampaignClosed, Field::Campaign}};
  state.typed.draft.comment = "For my brother <3";
  const std::string html = to_html(petition({.campaign = campaign, .text_version = "v1", .open = false}, state));
  CHECK(contains(html, "closed before your signature arrived"));
  CHECK(contains(html, "dir=\"auto\">For my brother &lt;3</p>"));
  CHECK_FALSE(contains(to_html(petition({.campaign = campaign, .open = false})), "closed before"));
}

TEST_CASE("a small count is a beginning: its goal is near, and called the first") {
  const Campaign campaign = sample();
  const auto shown = [&](std::uint64_t confirmed) {
    return to_html(count({.campaign = campaign, .text_version = "v1", .confirmed = confirmed}));
  };
  CHECK(contains(shown(0), "Be the first to sign"));
  CHECK(contains(shown(0), "max=\"10\" value=\"0\""));
  CHECK(contains(shown(3), "max=\"10\" value=\"3\" aria-label=\"3 of 10\""));
  CHECK(contains(shown(3), "First goal: 10"));
  CHECK(contains(shown(30), "Next goal: 50"));
}

TEST_CASE("a partner's share of the count is shown where there is one") {
  const Campaign campaign = sample();
  PetitionPage page{.campaign = campaign, .text_version = "v1", .confirmed = 1'234};
  page.partner = "freedom-page";
  page.partner_name = "The Freedom Page";
  CHECK_FALSE(contains(to_html(petition(page)), "by-partner"));
  page.by_partner = 56;
  CHECK(contains(to_html(count(page)), "<p class=\"by-partner\">56 of them through The Freedom Page</p>"));
  CHECK(contains(to_html(petition(page)), "name=\"partner\" value=\"freedom-page\""));
}

TEST_CASE("the country list is filled by the server, or by the browser from the codes") {
  Campaign campaign = sample();
  CHECK(contains(html_of(campaign), "data-value=\"ADEFGI"));
  CHECK(contains(html_of(campaign), " UAGMSYZ "));
  const CountryName names[] = {{"ES", "España"}, {"MX", "México"}};
  FormState state;
  state.typed.draft.country = "MX";
  const std::string html = to_html(
      petition({.campaign = campaign, .text_version = "v1", .body = {}, .recent = {}, .countries = names}, state));
  CHECK(contains(html, "<option value=\"MX\" selected>México</option>"));
  CHECK_FALSE(contains(html, "data-value"));
}

TEST_CASE("the form's messages cover every error its fields can have") {
  Campaign campaign = sample();
  campaign.kind = CampaignKind::Endorsement;
  campaign.fields = {FieldUse::Required, FieldUse::Required, FieldUse::Required, FieldUse::Required,
                     FieldUse::Required};
  const auto messages = form_messages(campaign, Locale::English);
  const auto has = [&](const std::string& key) {
    for (const auto& [name, words] : messages) {
      if (name == key) return !words.empty();
    }
    return false;
  };
  CHECK(has("name.required"));
  CHECK(has("organization.required"));
  CHECK(has("role.too_long"));
  CHECK(has("postcode.not_a_postcode"));
  CHECK(has("country.not_a_country"));
  CHECK(has("phone.not_a_phone"));
  CHECK(has("comment.too_long"));
  CHECK(has("consent.consent_needed"));
}

TEST_CASE("signatures gathered elsewhere are shown apart, with their note") {
  Campaign campaign = sample();
  campaign.offline = {1'212, "on paper: at the march"};
  CHECK(contains(html_of(campaign), "plus 1,212 collected elsewhere: on paper: at the march"));
  CHECK(contains(html_of(campaign, Locale::Spanish), "y 1212 más, recogidas en otro lugar: on paper"));
}

TEST_CASE("the bar includes what was collected elsewhere, and says so") {
  Campaign campaign = sample();
  campaign.offline = {1'212, "on paper"};
  const std::string html = html_of(campaign);
  CHECK(contains(html, "<strong class=\"count-number\">1,234</strong>"));
  CHECK(contains(html, "max=\"5000\" value=\"2446\" aria-label=\"2,446 of 5,000\""));
  CHECK(contains(html, "2,446 in all. Next goal: 5,000"));
  CHECK(html.find("class=\"offline\"") < html.find("<meter"));
  const std::string before_any = to_html(count({.campaign = campaign, .text_version = "v1"}));
  CHECK(contains(before_any, "Be the first to sign online"));
  CHECK(contains(before_any, "1,212 in all. Next goal: 2,500"));
}

TEST_CASE("thanks are the same whatever the signature, and say the count") {
  Campaign campaign = sample();
  PetitionPage page{.campaign = campaign,
                    .text_version = "v1",
                    .body = {},
                    .confirmed = 1'235,
                    .recent = {},
                    .base_url = "https://sign.example"};
  const std::string html = to_html(thank_you(page));
  CHECK(contains(html, "Thank you for signing"));
  CHECK(contains(html, "1,235"));
  CHECK(contains(html, "You are one of 1,235 people who have signed."));
  CHECK(contains(html, "https://sign.example/p/free-dontae-sharpe"));
  page.confirmed = 1;
  CHECK(contains(to_html(thank_you(page)), "You are among the first people to sign."));
  page.confirmed = 0;  // not counted yet
  CHECK_FALSE(contains(to_html(thank_you(page)), "thanks-text"));
  page.confirmed = 2;
  campaign.kind = CampaignKind::Endorsement;
  CHECK(thanks_text(page) == "Your organization is one of 2 that have endorsed this campaign.");
  campaign.kind = CampaignKind::Call;
  CHECK(thanks_text(page) == "You are one of 2 people who have called.");
}

TEST_CASE("an error names the consent that is required, and says what the comment is about") {
  Campaign campaign = sample();
  campaign.fields.comment = FieldUse::Required;
  campaign.consents = {{"age", "I am 16 or older.", FieldUse::Required}, {"updates", "News.", FieldUse::Optional}};
  const FormState state{{}, {{ErrorCode::Required, Field::Comment}, {ErrorCode::ConsentNeeded, Field::Consent}}};
  const std::string html = html_of(campaign, Locale::English, state);
  CHECK(contains(html, "<a href=\"#consent-age\">Tick “I am 16 or older.” to sign</a>"));
  CHECK(contains(html, "id=\"error-comment\">Say why you are signing</p>"));
  campaign.kind = CampaignKind::Call;
  CHECK(contains(html_of(campaign, Locale::English, state), "Say how the call went"));
}

TEST_CASE("every required box that is missing is named, marked and linked, and no other") {
  Campaign campaign = sample();
  campaign.consents = {{"updates", "News.", FieldUse::Optional},
                       {"age", "I am 16 or older.", FieldUse::Required},
                       {"terms", "I accept the terms.", FieldUse::Required}};
  FormState state{{}, {{ErrorCode::ConsentNeeded, Field::Consent}}};
  const auto input_of = [&](const std::string& html, const std::string& id) {
    const std::size_t begin = html.find("id=\"consent-" + id + "\"");
    REQUIRE(begin != std::string::npos);
    return html.substr(begin, html.find('>', begin) - begin);
  };
  for (const std::string given : {"", "age", "terms"}) {
    CAPTURE(given);
    state.typed.draft.consents = {given};
    const std::string html = html_of(campaign, Locale::English, state);
    for (const std::string id : {"updates", "age", "terms"}) {
      const bool missing = id != "updates" && id != given;
      CHECK(contains(input_of(html, id), "aria-invalid") == missing);
      CHECK(contains(html, "<a href=\"#consent-" + id + "\">Tick “I a") == missing);
    }
  }
  state.typed.draft.consents.clear();
  CHECK(contains(html_of(campaign, Locale::English, state),
                 "id=\"error-consent\">Tick “I am 16 or older.” to sign Tick “I accept the terms.” to sign</p>"));
}

TEST_CASE("boxes that have to be ticked do not stand under a heading about news") {
  Campaign campaign = sample();
  campaign.consents = {{"updates", "News.", FieldUse::Optional}};
  CHECK(contains(html_of(campaign, Locale::English), "<legend>Stay in touch</legend>"));
  campaign.consents.push_back({"age", "I am 16 or older.", FieldUse::Required});
  CHECK(contains(html_of(campaign, Locale::English), "<legend>Consent</legend>"));
}

TEST_CASE("the browser has words for each required box") {
  Campaign campaign = sample();
  campaign.consents = {{"updates", "News.", FieldUse::Optional},
                       {"age", "I am 16 or older.", FieldUse::Required},
                       {"terms", "I accept the terms.", FieldUse::Required}};
  const auto messages = form_messages(campaign, Locale::English);
  const auto says = [&](const std::string& name) {
    const auto found =
        std::find_if(messages.begin(), messages.end(), [&](const auto& each) { return each.first == name; });
    return found == messages.end() ? std::string() : found->second;
  };
  CHECK(says("consent.consent_needed.terms") == "Tick “I accept the terms.” to sign");
  CHECK(says("consent.consent_needed.updates").empty());
}

TEST_CASE("a box that must be ticked says so, to eyes and to screen readers, and one that need not does not") {
  Campaign campaign = sample();
  campaign.consents = {{"updates", "News.", FieldUse::Optional}, {"age", "I am 16.", FieldUse::Required}};
  const std::string html = html_of(campaign, Locale::German);
  CHECK(contains(html, "value=\"age\" required aria-describedby=\"error-consent\">"));
  CHECK(contains(html,
                 "<span lang=\"en\" dir=\"auto\">I am 16.</span> "
                 "<span class=\"optional\" aria-hidden=\"true\">(erforderlich)</span></label>"));
  CHECK(contains(html, "value=\"updates\"><label for=\"consent-updates\" lang=\"en\" dir=\"auto\">News.</label>"));
}

TEST_CASE("the directory lists campaigns in their order and news newest first") {
  Campaign first = sample();
  first.updates = {{"2018-08-21", "The strike begins", "", "", ""}};
  Campaign second = sample();
  second.slug = "bring-our-elders-home";
  second.updates = {{"2018-09-13", "The Bedroom Project opens", "", "https://example.org/", "More"}};
  const std::string html =
      to_html(directory({{first, 5}, {second, 0}}, Locale::English, Heading::Page, "https://sign.example"));
  CHECK(html.find("free-dontae-sharpe") < html.find("bring-our-elders-home"));
  CHECK(html.find("The Bedroom Project opens") < html.find("The strike begins"));
  CHECK(contains(html, "Be the first to sign"));
  CHECK_FALSE(contains(html, "class=\"notice"));
  second.status = CampaignStatus::Won;
  const std::string won =
      to_html(directory({{.campaign = second, .open = false}}, Locale::English, Heading::Page, "https://sign.example"));
  CHECK(contains(won, "<p class=\"notice won\">This campaign was won. Thank you"));
  CHECK_FALSE(contains(won, "Be the first to sign"));
  CHECK(contains(to_html(directory({}, Locale::English, Heading::Page, "")), "No campaign is open"));
}

TEST_CASE("the hint at the address says that a code comes where the campaign confirms") {
  Campaign campaign = sample();
  CHECK(contains(html_of(campaign), "email you a code"));
  campaign.confirmation = ConfirmationPolicy::None;
  CHECK(contains(html_of(campaign), "We use it to count you once."));
}

TEST_CASE("a picture has its size, so that nothing moves, and a page lets the browser choose the version") {
  Campaign campaign = sample();
  CHECK_FALSE(contains(html_of(campaign), "<img"));
  campaign.picture = {"dontae.jpg", "Dontae <smiles>", "", 0, 0};
  CHECK_FALSE(contains(html_of(campaign), "<img"));  // not imported
  campaign.picture.id = "0123456789abcdef";
  campaign.picture.width = 1200;
  campaign.picture.height = 800;
  const std::string page = html_of(campaign);
  CHECK(contains(page, "<img class=\"picture\" alt=\"Dontae &lt;smiles&gt;\" width=\"1200\" height=\"800\" srcset=\""));
  CHECK(contains(page, "https://sign.example/pictures/0123456789abcdef-480.webp 480w, "));
  CHECK(contains(page, "-1200.webp 1200w\""));
  CHECK(contains(page, "fetchpriority=\"high\" src=\"https://sign.example/pictures/0123456789abcdef-960.webp\""));
  const std::string widget =
      to_html(petition({.campaign = campaign, .text_version = "v1", .base_url = "https://sign.example"}));
  CHECK(contains(widget,
                 "height=\"800\" loading=\"lazy\" src=\"https://sign.example/pictures/0123456789abcdef-960.webp\""));
  CHECK_FALSE(contains(widget, "srcset"));
}
