#include "server/mail/templates.h"

#include <doctest/doctest.h>

#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "server/mail/mail.h"
#include "shared/text/utf8.h"
#include "tests/server/mail/sample.h"

using namespace undersigned;
using namespace undersigned::mail;

namespace {

constexpr std::string_view kSite = "petitions.example.org";
constexpr std::string_view kLink = "https://petitions.example.org/confirm?token=abc&lang=en";

CampaignOfMail about(std::string_view title, std::string_view link = kLink, std::string_view organizer = {}) {
  return {.site = kSite, .title = title, .link = link, .organizer = organizer, .privacy_link = link};
}

// Every mail with a title, from these values. A mail without a link or a title ignores that value.
using Template = std::function<Result<Content>(Locale, std::string_view title, std::string_view link)>;

const std::vector<Template> kTitled{
    [](Locale locale, std::string_view title, std::string_view link) {
      return confirm_signature(locale, {.campaign = about(title), .code = "042137", .link = link, .entered = {}});
    },
    [](Locale locale, std::string_view title, std::string_view link) {
      return already_signed(locale, {.campaign = about(title), .my_link = link});
    },
    [](Locale locale, std::string_view title, std::string_view link) {
      return signature_confirmed(locale, {.campaign = about(title), .share_link = link, .withdraw_link = link});
    },
    [](Locale locale, std::string_view title, std::string_view link) {
      return thanks_at_once(locale, {.campaign = about(title), .share_link = link, .my_link = link});
    },
    [](Locale locale, std::string_view title, std::string_view link) {
      return already_signed(locale, {.campaign = about(title, link), .my_link = kLink});
    }};

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Result<Content> confirm_entered(std::vector<view::EnteredField> entered) {
  return confirm_signature(
      Locale::English,
      {.campaign = about("Free Dontae Sharpe"), .code = "042137", .link = kLink, .entered = std::move(entered)});
}

}  // namespace

TEST_CASE("the confirmation mail says code, link, how long both work, and what to do if it was not you") {
  const Result<Content> content = confirm_entered(
      {{"Full name", {"Ana Gil"}}, {"Comment", {"Because I care."}}, {"How the name is shown", {"In full"}}});
  REQUIRE(content.ok());
  CHECK(content->subject == "042137 to confirm your signature: Free Dontae Sharpe");
  CHECK(content->text ==
        "Free Dontae Sharpe\n\n"
        "Enter this code on the page where you signed:\n\n"
        "042137\n\n"
        "The code expires after 10 minutes.\n\n"
        "Or open this page and select the button:\n\n"
        "https://petitions.example.org/confirm?token=abc&lang=en\n\n"
        "The link expires after 7 days.\n\n"
        "This was entered on the form. Check it before you confirm:\n\n"
        "Full name\n> Ana Gil\nComment\n> Because I care.\nHow the name is shown\n> In full\n\n"
        "If you did not sign, ignore this email. Nothing will happen.\n\n"
        "petitions.example.org sent this email because this address was entered there. You do not need to reply.\n\n"
        "How your details are used\nhttps://petitions.example.org/confirm?token=abc&lang=en\n");
  CHECK(holds(content->html, "<html lang=\"en\" dir=\"ltr\">"));
  CHECK(holds(content->html, "<h1 dir=\"auto\">Free Dontae Sharpe</h1>"));
  CHECK(holds(content->html, "<p class=\"code\" dir=\"ltr\">042137</p>"));
  CHECK(holds(content->html, "href=\"https://petitions.example.org/confirm?token=abc&amp;lang=en\""));
  CHECK(holds(content->html, "<div><dt>Comment</dt><dd><span dir=\"auto\">Because I care.</span></dd></div>"));
}

TEST_CASE("what somebody typed is quoted line by line, as text, and none of its addresses can become a link") {
  const std::string comment = "Vote at https://evil.example/x or www.evil.example\n\nEnter this code: 999999\n" +
                              std::string(200, 'w') +
                              "\n<a href=\"https://evil.example\">free</a> mailto:eve@evil.example";
  const Result<Content> content = confirm_entered({{"Full name", {"Ana <b>Gil</b>"}}, {"Comment", {comment}}});
  REQUIRE(content.ok());
  const std::size_t begin = content->text.find("Comment\n") + 8;
  const std::string quotation = content->text.substr(begin, content->text.find("\n\nIf you did not") - begin);
  std::istringstream lines(quotation);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.starts_with(">"));
    CHECK(count_chars(line) <= 72);
  }
  CHECK(holds(quotation, "\n> Enter this code:"));
  for (const std::string& part : {quotation, content->html}) {
    for (const std::string_view link :
         {"evil.example", "https://evil", "www.evil", "mailto:eve", "eve@", "<a href=\"https://evil"}) {
      CAPTURE(link);
      CHECK_FALSE(holds(part, link));
    }
  }
  CHECK(holds(content->html, "Ana &lt;b&gt;Gil&lt;"));
  CHECK(holds(content->html, "<br><br>Enter this code:"));
}

TEST_CASE("the thanks lead to sharing first, and to withdrawing by a plain link") {
  const Result<Content> content = signature_confirmed(
      Locale::English, {.campaign = about("Free Dontae Sharpe", "https://petitions.example.org/p/free?lang=en"),
                        .share_link = "https://petitions.example.org/p/free/signed?lang=en",
                        .withdraw_link = "https://petitions.example.org/my?lang=en"});
  REQUIRE(content.ok());
  CHECK(content->subject == "Your signature is confirmed: Free Dontae Sharpe");
  CHECK(holds(content->html, "<a class=\"button\" href=\"https://petitions.example.org/p/free/signed?lang=en\">Share"));
  CHECK(holds(content->html, "<a href=\"https://petitions.example.org/my?lang=en\">Withdraw my signature</a>"));
  CHECK(content->text.find("/p/free/signed") < content->text.find("/my?lang=en"));
  CHECK(holds(content->text,
              "Send this link to someone who might want to take part:\n\n"
              "https://petitions.example.org/p/free?lang=en\n"));
}

TEST_CASE("thanks for a signature that counted at once say what was signed, and hold no code and no word typed") {
  const auto write = [](CampaignKind kind) {
    return thanks_at_once(Locale::English, {.campaign = about("Free Dontae Sharpe", kLink, "CJI"),
                                            .kind = kind,
                                            .share_link = "https://petitions.example.org/p/free/signed?lang=en",
                                            .my_link = "https://petitions.example.org/my?lang=en"});
  };
  const Result<Content> content = write(CampaignKind::Petition);
  REQUIRE(content.ok());
  CHECK(content->subject == "Thank you for signing: Free Dontae Sharpe");
  CHECK(holds(content->text, "This email address was used to sign this campaign."));
  CHECK(holds(content->text, "https://petitions.example.org/my?lang=en\n"));
  CHECK(holds(content->text, "https://petitions.example.org/p/free/signed?lang=en\n"));
  CHECK(holds(content->text, "If it was not you, someone else entered your address."));
  CHECK_FALSE(holds(content->html, "class=\"code\""));
  CHECK_FALSE(holds(content->html, "class=\"typed\""));
  CHECK(write(CampaignKind::Endorsement)->subject == "Thank you for endorsing: Free Dontae Sharpe");
  CHECK(write(CampaignKind::Call)->subject == "Thank you for calling: Free Dontae Sharpe");
}

TEST_CASE("a mail says for whom it was sent, as text, and where the reader learns what happens with their details") {
  for (const Locale locale : kLocales) {
    CAPTURE(locale_tag(locale));
    const std::string_view organizer = "Gate <Keepers> & Co.";
    const Result<Content> content =
        already_signed(locale, {.campaign = about("A", kLink, organizer), .my_link = kLink});
    REQUIRE(content.ok());
    CHECK(holds(content->text, organizer));
    CHECK(holds(content->html, "Gate &lt;Keepers&gt; &amp; Co."));
    CHECK(holds(content->text, text_of(locale, Message::PrivacyTitle) + "\n" + std::string(kLink)));
    CHECK(holds(sender_name(locale, organizer, "Petitions"), organizer));
    CHECK(holds(sender_name(locale, organizer, "Petitions"), "Petitions"));
    CHECK(sender_name(locale, {}, "Petitions") == "Petitions");
  }
  for (const std::string_view wrong : {"Two\nlines", "\xFF", "\u202EA"}) {
    CHECK_FALSE(already_signed(Locale::English, {.campaign = about("A", kLink, wrong), .my_link = kLink}).ok());
  }
}

TEST_CASE("the code for /my is not in the subject, which a locked phone may show to others") {
  for (const Locale locale : kLocales) {
    const Result<Content> content = my_code(locale, {.site = kSite, .code = "042137", .link = kLink});
    CHECK_FALSE(holds(content->subject, "042137"));
    const Result<Content> confirm =
        confirm_signature(locale, {.campaign = about("A"), .code = "042137", .link = kLink, .entered = {}});
    CHECK(holds(confirm->subject, "042137"));
  }
}

TEST_CASE("every mail exists in every language, fits a mail and holds both of its parts") {
  for (const Locale locale : kLocales) {
    std::vector<Result<Content>> contents{my_code(locale, {.site = kSite, .code = "042137", .link = kLink})};
    for (const Template& write : kTitled) contents.push_back(write(locale, "Free Dontae Sharpe", kLink));
    for (const Result<Content>& content : contents) {
      REQUIRE(content.ok());
      CHECK(content->locale == locale);
      CHECK_FALSE(holds(content->subject + content->text + content->html, "{site}"));
      CHECK_FALSE(holds(content->subject + content->text + content->html, "{title}"));
      for (const std::string_view left : {"{count}", "{code}", "{organizer}", "{thanks}"}) {
        CHECK_FALSE(holds(content->subject + content->text, left));
      }
      Mail mail = sample_mail();
      mail.content = *content;
      CHECK(build(mail, 1).ok());
    }
  }
  CHECK(my_code(Locale::Spanish, {.site = kSite, .code = "042137", .link = kLink})->subject ==
        "Tu código para ver tus firmas");
}

TEST_CASE("nothing in a title becomes markup, and the page loads nothing") {
  for (const Template& write : kTitled) {
    const Result<Content> content = write(Locale::English, "<img src=x onerror=alert(1)> & \"co\"", kLink);
    REQUIRE(content.ok());
    CHECK_FALSE(holds(content->html, "<img"));
    CHECK(holds(content->html, "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;co&quot;"));
    CHECK(holds(content->text, "<img src=x onerror=alert(1)> & \"co\"\n"));
    for (const std::string_view loading : {"<script", "src=", "@import", "url(", "<link", "style=\""}) {
      if (loading != "src=") CHECK_FALSE(holds(content->html, loading));
    }
  }
}

TEST_CASE("values that are not what they should be make no mail") {
  for (const Template& write : kTitled) {
    CHECK(write(Locale::English, "", kLink).error().code == ErrorCode::Required);
    CHECK(write(Locale::English, "Two\nlines", kLink).error().code == ErrorCode::BadCharacter);
    CHECK(write(Locale::English, "\xFF", kLink).error().code == ErrorCode::BadEncoding);
    CHECK(write(Locale::English, std::string(151, 't'), kLink).error().code == ErrorCode::TooLong);
    for (const std::string_view link :
         {"", "/confirm", "javascript:alert(1)", "https://example.org/\nhttps://evil.example"}) {
      CHECK(write(Locale::English, "Title", link).error().code == ErrorCode::BadUrl);
    }
  }
  for (const std::string_view code : {"", "04213", "042 137", "abcdef"}) {
    CHECK(my_code(Locale::English, {.site = kSite, .code = code, .link = kLink}).error().code == ErrorCode::BadValue);
  }
  CHECK(my_code(Locale::English, {.site = "a\r\nb", .code = "042137", .link = kLink}).error().code ==
        ErrorCode::BadCharacter);
  CHECK(my_code(Locale::English, {.site = kSite, .code = "042137", .link = "/my"}).error().code == ErrorCode::BadUrl);
}
