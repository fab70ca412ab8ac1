#include <doctest/doctest.h>

#include <algorithm>

#include "fixtures.h"
#include "widget/dashboard/platform/headless/headless.h"

using namespace undersigned;
using namespace undersigned::dashboard;

namespace {

void load(Headless& screen) {
  Dashboard& model = screen.model();
  model.connection = Connection::Live;
  model.now_ms = kNow;
  model.campaigns_known = true;
  model.campaigns = {campaign("dontae", "Free Dontae Sharpe", 700), campaign("dixon", "Free Jacqueline Dixon", 52'310)};
  screen.app().wake();
  screen.settle();
}

void load_details(Headless& screen, std::size_t signers) {
  Dashboard& model = screen.model();
  model.momentum =
      Series{model.unit, kNow / kHourMs * kHourMs - 47 * kHourMs, kHourMs, std::vector<std::uint32_t>(48, 3)};
  model.momentum->counts[20] = 86;
  model.sources = std::vector<Source>{{"", "", 400}, {"iwoc", "IWOC", 300}};
  add_signers(model.signatures(), signers);
  model.signatures_complete = true;
  screen.app().wake();
  screen.settle();
}

std::size_t rows_drawn(const Headless& screen) {
  return static_cast<std::size_t>(
      std::count_if(screen.drawn().begin(), screen.drawn().end(),
                    [](const DrawnText& text) { return text.text.rfind("Signer ", 0) == 0; }));
}

void scroll(Headless& screen, float distance) {
  screen.app().scroll(900, 500, distance);
  screen.settle();
}

}  // namespace

TEST_CASE("before the server has answered the dashboard says that it is loading") {
  Headless screen(1280, 900);
  CHECK(screen.shows("Loading"));
}

TEST_CASE("with room for both, the first campaign is open beside the list") {
  Headless screen(1280, 900);
  load(screen);
  CHECK(screen.model().chosen_slug() == "dontae");
  CHECK(screen.shows("700"));
  CHECK(screen.find(Role::Status, "700 people have signed"));
  CHECK(screen.shows("70% of the goal of 1,000"));
}

TEST_CASE("what waits for an organizer is told beside the count and in its row") {
  Headless screen(1280, 900);
  load(screen);
  CHECK_FALSE(screen.shows("to be checked"));
  screen.model().campaigns.front().quarantined = 9;
  screen.model().signatures().merge(
      row_of({.id = "suspicious", .name = "Ana", .status = SignatureStatus::Quarantined}));
  screen.app().wake();
  screen.settle();
  CHECK(screen.find(Role::Text, "9 to be checked"));
  CHECK(screen.find(Role::Cell, "To be checked"));
}

TEST_CASE("pressing a campaign shows its count") {
  Headless screen(1280, 900);
  load(screen);
  REQUIRE(screen.click("Free Jacqueline Dixon"));
  CHECK(screen.model().chosen_slug() == "dixon");
  CHECK(screen.find(Role::Status, "52,310 people have signed"));
  CHECK(screen.shows("Goal reached"));
  const std::optional<Node> entry = screen.find(Role::Button, "Free Jacqueline Dixon");
  REQUIRE(entry);
  CHECK((entry->states & state::kCurrent) != 0);
}

TEST_CASE("on a narrow screen the list and the campaign take turns") {
  Headless screen(375, 800);
  load(screen);
  CHECK(screen.model().chosen_slug().empty());
  CHECK(screen.shows("Campaigns"));
  REQUIRE(screen.click("Free Dontae Sharpe"));
  CHECK(screen.find(Role::Status, "700 people have signed"));
  CHECK_FALSE(screen.find(Role::Navigation, "Campaigns"));
  REQUIRE(screen.click("All campaigns"));
  CHECK(screen.find(Role::Navigation, "Campaigns"));
}

TEST_CASE("an old link to a campaign that is gone opens what there is") {
  Headless wide(1280, 900);
  wide.app().choose("gone");
  load(wide);
  CHECK(wide.model().chosen_slug() == "dontae");
}

TEST_CASE("the toggle asks for days and forgets the hours") {
  Headless screen(1280, 900);
  load(screen);
  load_details(screen, 10);
  CHECK(screen.shows("86"));
  CHECK(screen.find(Role::Image, "86"));
  REQUIRE(screen.click("By day"));
  CHECK(screen.model().unit == Unit::Day);
  CHECK_FALSE(screen.model().momentum);
  const std::optional<Node> toggle = screen.find(Role::Button, "By day");
  REQUIRE(toggle);
  CHECK((toggle->states & state::kPressed) != 0);
}

TEST_CASE("the bar under the mouse tells its count and hour") {
  Headless screen(1280, 900);
  load(screen);
  load_details(screen, 10);
  const std::optional<Node> chart = screen.find(Role::Image, "signatures");
  REQUIRE(chart);
  screen.move_mouse(chart->x + chart->width - 4, chart->y + chart->height / 2);
  CHECK(screen.shows("3 signatures"));
  CHECK(screen.shows("Fri 24 Aug, 15:00\u201316:00"));
}

TEST_CASE("pressing a source shows only its signatures, pressing again all of them") {
  Headless screen(1280, 1600);
  load(screen);
  load_details(screen, 30);
  REQUIRE(screen.click("IWOC: 300, 43%"));
  CHECK(screen.shows("10 of 30"));
  CHECK(screen.shows("Only from IWOC"));
  REQUIRE(screen.click("Only from IWOC"));
  CHECK_FALSE(screen.shows("10 of 30"));
  CHECK(screen.model().view().rows().size() == 30);
}

TEST_CASE("pressing a header sorts by it, pressing again the other way round") {
  Headless screen(1280, 1600);
  load(screen);
  load_details(screen, 30);
  REQUIRE(screen.click("Name"));
  CHECK(screen.model().view().order().column == Column::Name);
  CHECK(screen.model().view().order().direction == SortDirection::Ascending);
  REQUIRE(screen.click("Name"));
  CHECK(screen.model().view().order().column == Column::Name);
  CHECK(screen.model().view().order().direction == SortDirection::Descending);
  const std::optional<Node> header = screen.find(Role::ColumnHeader, "");
  REQUIRE(header);
  CHECK((header->states & state::kDescending) != 0);
}

TEST_CASE("typing into the filter leaves the rows that match and says how many") {
  Headless screen(1280, 1600);
  load(screen);
  load_details(screen, 30);
  REQUIRE(screen.type("Find a name", "signer 29"));
  CHECK(screen.shows("1 of 30"));
  CHECK(rows_drawn(screen) == 1);
  REQUIRE(screen.type("Find a name", "nobody"));
  CHECK(screen.shows("No signatures found."));
  REQUIRE(screen.click("Show all signatures"));
  CHECK(screen.model().view().filter().none());
}

TEST_CASE("pressing a row opens its card, which can be copied and closed") {
  Headless screen(1280, 1600);
  load(screen);
  load_details(screen, 30);
  REQUIRE(screen.click("Show Signer 7"));
  CHECK(screen.find(Role::Group, "Signature"));
  REQUIRE(screen.click("Copy"));
  CHECK(screen.app().ui().clipboard.find("Signer 7\n") == 0);
  screen.press_key(ImGuiKey_Escape);
  CHECK_FALSE(screen.find(Role::Group, "Signature"));
}

TEST_CASE("empty views say what will appear and how to make it happen") {
  Headless none(1280, 900);
  none.model().campaigns_known = true;
  none.app().wake();
  none.settle();
  CHECK(none.shows("No campaigns yet"));
  CHECK(none.shows("import-campaigns"));
}

TEST_CASE("a campaign without signatures says where to share it") {
  Headless screen(1280, 1600);
  load(screen);
  load_details(screen, 0);
  CHECK(screen.shows("Nobody has signed yet"));
  CHECK(screen.shows("/p/dontae"));
}

TEST_CASE("when the server does not answer the figures stay and a line says so") {
  Headless screen(1280, 900);
  load(screen);
  screen.model().connection = Connection::Failed;
  screen.model().retry_seconds = 5;
  screen.app().wake();
  screen.settle();
  CHECK(screen.find(Role::Alert, "The server did not answer. Trying again in 5 s."));
  CHECK(screen.find(Role::Status, "700 people have signed"));
}

TEST_CASE("the dashboard speaks Spanish") {
  Headless screen(1280, 900, Locale::Spanish);
  load(screen);
  CHECK(screen.shows("Campañas"));
  CHECK(screen.find(Role::Status, "700 personas han firmado"));
}

TEST_CASE("when nothing happens no frame is wanted") {
  Headless screen(1280, 900);
  load(screen);
  load_details(screen, 100);
  CHECK_FALSE(screen.app().wants_frame());
  CHECK(screen.settle() == 0);
  screen.app().wake();
  CHECK(screen.settle() == 3);
}

TEST_CASE("scrolling comes to rest and ends at the ends") {
  Headless screen(1280, 900);
  load(screen);
  load_details(screen, 1000);
  CHECK_FALSE(screen.app().can_scroll(900, 500, -10));
  CHECK(screen.app().can_scroll(900, 500, 10));
  scroll(screen, 1e9F);
  CHECK_FALSE(screen.app().wants_frame());
  CHECK_FALSE(screen.app().can_scroll(900, 500, 10));
  CHECK(screen.shows("Signer 999"));
}

TEST_CASE("of a million signatures only those in sight are drawn, at the top and at the far end") {
  Headless screen(1280, 900);
  load(screen);
  load_details(screen, 1'000'000);
  scroll(screen, 500);
  CHECK(screen.shows("1,000,000"));
  scroll(screen, 700);
  CHECK(rows_drawn(screen) > 10);
  CHECK(rows_drawn(screen) < 200);
  scroll(screen, 1e9F);
  CHECK(screen.shows("Signer 999999"));
  CHECK(rows_drawn(screen) > 10);
  CHECK(rows_drawn(screen) < 200);
  // The rows stay evenly spaced where floats are coarse.
  std::vector<float> tops;
  for (const DrawnText& text : screen.drawn()) {
    if (text.text.rfind("Signer ", 0) == 0) tops.push_back(text.position.y);
  }
  for (std::size_t i = 1; i < tops.size(); ++i) CHECK(tops[i] - tops[i - 1] == 40);
}

TEST_CASE("a focus asked for from outside is shown and scrolled into sight, also from far down") {
  Headless screen(1280, 900);
  load(screen);
  load_details(screen, 100'000);
  const std::optional<Node> toggle = screen.find(Role::Button, "By day");
  REQUIRE(toggle);
  scroll(screen, 1e9F);
  screen.app().focus(toggle->id);
  screen.settle();
  CHECK(screen.app().focused() == toggle->id);
  const std::optional<Node> now = screen.find(Role::Button, "By day");
  REQUIRE(now);
  CHECK((now->states & state::kHidden) == 0);
  screen.app().activate(toggle->id);
  screen.settle();
  CHECK(screen.model().unit == Unit::Day);
}

TEST_CASE("the text field is scrolled into sight when it is asked for, also from far down") {
  Headless screen(1280, 700);
  load(screen);
  load_details(screen, 100'000);
  for (const float from : {0.0F, 1e9F}) {
    scroll(screen, from);
    const std::optional<Node> field = screen.find(Role::SearchBox, "Find");
    REQUIRE(field);
    CHECK((field->states & state::kHidden) != 0);
    screen.app().reveal(field->id);
    screen.settle();
    CHECK((screen.find(Role::SearchBox, "Find")->states & state::kHidden) == 0);
    CHECK(screen.app().focused() == 0);
  }
}

TEST_CASE("asking for an item that is not there comes to rest") {
  Headless screen(1280, 900);
  load(screen);
  screen.app().focus(12345);
  screen.app().reveal(12345);
  CHECK(screen.settle() < 10);
}

TEST_CASE("the mouse presses at its first appearance, also after the keyboard was used") {
  Headless screen(1280, 900);
  load(screen);
  const std::optional<Node> first = screen.find(Role::Button, "Free Dontae Sharpe");
  REQUIRE(first);
  screen.app().focus(first->id);
  screen.settle();
  REQUIRE(screen.click("By day"));
  CHECK(screen.model().unit == Unit::Day);
}

TEST_CASE("arrow keys move the focus to the neighbour") {
  Headless screen(1280, 900);
  load(screen);
  const std::optional<Node> first = screen.find(Role::Button, "Free Dontae Sharpe");
  const std::optional<Node> second = screen.find(Role::Button, "Free Jacqueline Dixon");
  REQUIRE(first);
  REQUIRE(second);
  screen.app().focus(first->id);
  screen.settle();
  screen.press_key(ImGuiKey_DownArrow);
  CHECK(screen.app().focused() == second->id);
}

TEST_CASE("everything that can be pressed is described, in every view and at every width") {
  for (const float width : {320.0F, 375.0F, 840.0F, 1280.0F, 1600.0F}) {
    Headless screen(width, 1600);
    load(screen);
    CHECK(screen.items_without_description().empty());
    screen.app().choose("dontae");
    screen.settle();
    load_details(screen, 50);
    CHECK(screen.items_without_description().empty());
    screen.click("Show Signer 3");
    CHECK(screen.items_without_description().empty());
    for (const Node& node : screen.app().ui().semantics.nodes()) {
      if (node.role == Role::Button) CHECK(node.name_bytes > 0);
    }
  }
}

TEST_CASE("nothing is drawn beyond the edges of a narrow screen") {
  for (const float width : {320.0F, 375.0F}) {
    Headless screen(width, 3000);
    load(screen);
    screen.app().choose("dixon");
    screen.settle();
    load_details(screen, 5);
    for (const Node& node : screen.app().ui().semantics.nodes()) CHECK(node.x + node.width <= width);
    for (const DrawnText& text : screen.drawn()) CHECK(text.position.x >= 0);
  }
}
