#include "shared/view/my_view.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned;
using namespace undersigned::view;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

MySignature sample() {
  MySignature signature;
  signature.id = "0123456789abcdefghjkmnpqrs";
  signature.slug = "open-the-gates";
  signature.title = "Open the <gates>";
  signature.title_language = "en";
  signature.day = "2026-11-23";
  signature.kept.name = "Ana Gil";
  signature.kept.email = "ana@example.org";
  signature.kept.visibility = Visibility::Initials;
  signature.kept.text_version = "v1";
  signature.language = "English";
  signature.sources = {"Ally", "whatsapp"};
  return signature;
}

std::string list_of(const std::vector<MySignature>& signatures, MyDone done = MyDone::Nothing) {
  MyList list;
  list.signatures = signatures;
  return to_html(my_list(Locale::English, {"ana@example.org", "a-token"}, list, {done, sample().id}));
}

}  // namespace

TEST_CASE("a signature is shown with all that is kept, and what can be done about it") {
  const std::string html = list_of({sample()});
  CHECK(contains(html, "<a dir=\"auto\" href=\"/p/open-the-gates?lang=en\">Open the &lt;gates&gt;</a>"));
  CHECK(contains(html, "<time datetime=\"2026-11-23\">Signed on November 23, 2026</time>"));
  CHECK(contains(html, "<dt>Full name</dt><dd><span dir=\"auto\">Ana Gil</span></dd>"));
  CHECK(contains(html, "<dd><span dir=\"auto\">Ally</span></dd><dd><span dir=\"auto\">whatsapp</span></dd>"));
  CHECK_FALSE(contains(html, "<dt>Phone number</dt>"));
  CHECK(contains(html, "value=\"initials\" checked"));
  CHECK(contains(html, "name=\"change\" value=\"withdraw\""));
  CHECK(contains(html, "<details class=\"erase\">"));
  CHECK(contains(html, "action=\"/my/download\""));
}

TEST_CASE("an organization changes with one choice whether it, and its representative, are published") {
  MySignature signature = sample();
  signature.kept.kind = SignatureKind::Organization;
  signature.kept.organization = "Neighbors for Justice";
  const std::string html = list_of({signature});
  CHECK(contains(html, "<legend>What should we publish?</legend>"));
  CHECK(
      contains(html, "value=\"initials\" checked><label for=\"visibility-initials-1\">Only the organization</label>"));
}

TEST_CASE("a comment that the organizers hid is shown to its signer, who is told so") {
  MySignature signature = sample();
  signature.kept.comment = "Because I care.";
  const std::string told = "The organizers have hidden your comment. It is not published.";
  CHECK_FALSE(contains(list_of({signature}), told));
  signature.comment_hidden = true;
  const std::string html = list_of({signature});
  CHECK(contains(html, told));
  CHECK(contains(html, "Because I care."));
}

TEST_CASE("controls of several signatures have names of their own, and say which campaign they are for") {
  const std::string html = list_of({sample(), sample()});
  for (const char* id :
       {"id=\"signature-1\"", "id=\"signature-2\"", "id=\"visibility-public-1\"", "id=\"visibility-public-2\""}) {
    CAPTURE(id);
    const std::size_t first = html.find(id);
    REQUIRE(first != std::string::npos);
    CHECK(html.find(id, first + 1) == std::string::npos);
  }
  CHECK(contains(html, "type=\"submit\" aria-describedby=\"signature-2\">Withdraw my signature"));
}

TEST_CASE("what no longer stands cannot be withdrawn, and what is erased cannot be erased again") {
  MySignature withdrawn = sample();
  withdrawn.status = MyStatus::Withdrawn;
  std::string html = list_of({withdrawn});
  CHECK_FALSE(contains(html, "value=\"withdraw\""));
  CHECK_FALSE(contains(html, "value=\"visibility\""));
  CHECK(contains(html, "value=\"erase\""));
  MySignature erased = sample();
  erased.erased = true;
  erased.kept.name.clear();
  erased.kept.email.clear();
  html = list_of({erased});
  CHECK(contains(html, "Your details have been erased."));
  CHECK_FALSE(contains(html, "<dt>Full name</dt>"));
  CHECK(contains(html, "value=\"withdraw\""));
  CHECK_FALSE(contains(html, "value=\"erase\""));
}

TEST_CASE("what was done takes the focus, and an empty list says so") {
  CHECK(contains(list_of({sample()}, MyDone::Withdrawn),
                 "tabindex=\"-1\" autofocus>Your signature is withdrawn. It no longer counts.</p>"));
  CHECK_FALSE(contains(list_of({sample()}), "autofocus"));
  CHECK(contains(list_of({}), "There are no signatures to show for this address."));
}

TEST_CASE("unconfirmed signatures come last, and can all be deleted with one button") {
  MySignature request = sample();
  request.status = MyStatus::Pending;
  request.title = "A request";
  MyList list;
  list.signatures = {sample()};
  list.requests = {request};
  const auto html = [&] { return to_html(my_list(Locale::English, {"ana@example.org", "a-token"}, list)); };
  CHECK(html().find("Open the &lt;gates&gt;") < html().find("A request"));
  CHECK_FALSE(contains(html(), "erase-requests"));
  list.requests.push_back(request);
  CHECK(contains(html(), "name=\"change\" value=\"erase-requests\""));
  CHECK_FALSE(contains(html(), "not confirmed.</p>"));
  list.more_requests = 598;
  CHECK(contains(html(), "And 598 more that are not confirmed."));
}

TEST_CASE("more signatures than a page shows are on other pages, and forms lead back to theirs") {
  MyList list;
  list.signatures = {sample(), sample()};
  const auto html = [&](std::size_t skipped) {
    return to_html(my_list(Locale::English, {"ana@example.org", "a-token", skipped}, list));
  };
  CHECK_FALSE(contains(html(0), "action=\"/my/list\""));
  list.more_signatures = 1;
  CHECK(contains(html(0), "name=\"skipped\" value=\"2\""));
  CHECK(contains(html(0), "Show older signatures"));
  list.more_signatures = 0;
  CHECK(contains(html(2), "name=\"skipped\" value=\"0\""));
  CHECK(contains(html(2), "name=\"skipped\" value=\"2\"><input type=\"hidden\" name=\"id\""));
}

TEST_CASE("the code page says the same for every address, and a wrong code at its field") {
  const std::string html = to_html(my_code(Locale::English, {"ana@example.org", "ticket"}, {}));
  CHECK(contains(html, "autofocus>If this address was used to sign"));
  CHECK(contains(html, "name=\"email\" value=\"ana@example.org\""));
  const std::string wrong =
      to_html(my_code(Locale::English, {"ana@example.org", "ticket"}, {{ErrorCode::WrongCode, Field::Code}}));
  CHECK(contains(wrong, "role=\"alert\" tabindex=\"-1\" autofocus>"));
  CHECK_FALSE(contains(wrong, "autofocus>If this address"));
}

TEST_CASE("names of changes are read back, and no others") {
  for (const MyChange change : {MyChange::Visibility, MyChange::Withdraw, MyChange::Erase, MyChange::EraseRequests}) {
    const Result<MyChange> read = my_change_from(to_name(change));
    REQUIRE(read.ok());
    CHECK(*read == change);
  }
  CHECK_FALSE(my_change_from("delete").ok());
}
