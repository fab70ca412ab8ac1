#include "widget/dashboard/model/signature_view.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "fixtures.h"
#include "widget/dashboard/model/row_order.h"

using namespace undersigned;
using namespace undersigned::dashboard;

namespace {

std::vector<std::string> names(SignatureView& view, const SignatureTable& table) {
  std::vector<std::string> found;
  for (const std::uint32_t row : view.rows()) found.emplace_back(table.text(row, TextField::Name));
  return found;
}
using Names = std::vector<std::string>;

// Names with common beginnings of many lengths, equal times, few organizations and places.
void add_random(SignatureTable& table, std::size_t count, std::mt19937& random, std::size_t first_id = 0) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = std::to_string(first_id + i);
    const std::string name =
        std::string(random() % 20, 'a') + std::string(random() % 3, 'B') + std::string(random() % 9, 'c');
    const std::string organization = random() % 3 == 0 ? "" : "Org " + std::to_string(random() % 5);
    const std::string postcode = std::to_string(random() % 40);
    table.merge(row_of({.id = id,
                        .name = name,
                        .organization = organization,
                        .postcode = postcode,
                        .comment = random() % 2 == 0 ? "" : name,
                        .partner = random() % 2 == 0 ? "iwoc" : "",
                        .status = static_cast<SignatureStatus>(random() % kSignatureStatuses),
                        .created_ms = kNow - static_cast<std::int64_t>(random() % 500)}));
  }
}

constexpr std::array kColumns{Column::Name,   Column::Organization, Column::Place,  Column::Source,
                              Column::Status, Column::Signed,       Column::Comment};

}  // namespace

TEST_CASE("signatures come newest first until another order is chosen") {
  SignatureTable table;
  table.merge(row_of({.id = "a", .name = "Old", .created_ms = kNow - 1000}));
  table.merge(row_of({.id = "b", .name = "New", .created_ms = kNow}));
  SignatureView view(table);
  CHECK(names(view, table) == Names{"New", "Old"});
  view.set_order({Column::Signed, SortDirection::Ascending});
  CHECK(names(view, table) == Names{"Old", "New"});
}

TEST_CASE("names sort without regard to case and accents, empty text comes last in both directions") {
  SignatureTable table;
  table.merge(row_of({.id = "1", .name = "Émile", .organization = "b"}));
  table.merge(row_of({.id = "2", .name = "adam"}));
  table.merge(row_of({.id = "3", .name = "Zora", .organization = "A"}));
  table.merge(row_of({.id = "4", .name = "Eva"}));
  SignatureView view(table);
  view.set_order({Column::Name, SortDirection::Ascending});
  CHECK(names(view, table) == Names{"adam", "Émile", "Eva", "Zora"});
  view.set_order({Column::Name, SortDirection::Descending});
  CHECK(names(view, table) == Names{"Zora", "Eva", "Émile", "adam"});
  view.set_order({Column::Organization, SortDirection::Ascending});
  CHECK(names(view, table) == Names{"Zora", "Émile", "adam", "Eva"});
  view.set_order({Column::Organization, SortDirection::Descending});
  CHECK(names(view, table) == Names{"Émile", "Zora", "adam", "Eva"});
}

TEST_CASE("the filter looks in name, organization, postcode and comment") {
  SignatureTable table;
  table.merge(row_of({.id = "1", .name = "José García"}));
  table.merge(row_of({.id = "2", .name = "Ana", .organization = "Garcia & Sons"}));
  table.merge(row_of({.id = "3", .name = "Luis", .postcode = "27601"}));
  table.merge(row_of({.id = "4", .name = "Grace", .comment = "for my friend GARCÍA"}));
  SignatureView view(table);
  view.set_filter({.text = " garcia ", .partner = {}, .status = {}});
  CHECK(view.rows().size() == 3);
  view.set_filter({.text = "2760", .partner = {}, .status = {}});
  CHECK(names(view, table) == Names{"Luis"});
  view.set_filter({.text = "nobody", .partner = {}, .status = {}});
  CHECK(view.rows().empty());
  view.set_filter({});
  CHECK(view.rows().size() == 4);
}

TEST_CASE("filters by source and status hold together with the text") {
  SignatureTable table;
  table.merge(row_of({.id = "1", .name = "Ana", .partner = "iwoc"}));
  table.merge(row_of({.id = "2", .name = "Ana", .partner = "iwoc", .status = SignatureStatus::Pending}));
  table.merge(row_of({.id = "3", .name = "Ana"}));
  SignatureView view(table);
  view.set_filter({.text = "ana", .partner = "iwoc", .status = SignatureStatus::Pending});
  CHECK(view.rows() == std::vector<std::uint32_t>{1});
  view.set_filter({.text = {}, .partner = "", .status = {}});
  CHECK(view.rows() == std::vector<std::uint32_t>{2});
}

TEST_CASE("a row that changes its status leaves or enters the view") {
  SignatureTable table;
  table.merge(row_of({.id = "1", .name = "Ana", .status = SignatureStatus::Pending}));
  SignatureView view(table);
  view.set_filter({.text = {}, .partner = {}, .status = SignatureStatus::Pending});
  CHECK(view.rows().size() == 1);
  table.merge(row_of({.id = "1", .name = "Ana", .status = SignatureStatus::Confirmed}));
  CHECK(view.rows().empty());
}

TEST_CASE("every order of every column is the order of its comparison, also for rows that come later") {
  std::mt19937 random(1);
  for (const Column column : kColumns) {
    for (const SortDirection direction : {SortDirection::Ascending, SortDirection::Descending}) {
      SignatureTable table;
      SignatureView view(table);
      view.set_order({column, direction});
      for (const std::size_t more : {3000U, 1U, 70U, 500U}) {
        add_random(table, more, random, table.size());
        const RowOrder now(table, {column, direction});
        std::vector<std::uint32_t> expected(table.size());
        std::iota(expected.begin(), expected.end(), 0U);
        std::sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) { return now.before(a, b); });
        REQUIRE(view.rows() == expected);
      }
    }
  }
}

TEST_CASE("few matching rows are sorted by themselves and agree with the order of all") {
  std::mt19937 random(2);
  SignatureTable table;
  add_random(table, 5000, random);
  SignatureView fresh(table);
  fresh.set_filter({.text = "aaaaaaaaaaaaaaaaaa", .partner = {}, .status = {}});
  fresh.set_order({Column::Name, SortDirection::Ascending});
  SignatureView sorted(table);
  sorted.set_order({Column::Name, SortDirection::Ascending});
  REQUIRE(sorted.rows().size() == 5000);
  sorted.set_filter(fresh.filter());
  CHECK(fresh.rows().size() > 0);
  CHECK(fresh.rows().size() < 1250);
  CHECK(fresh.rows() == sorted.rows());
}
