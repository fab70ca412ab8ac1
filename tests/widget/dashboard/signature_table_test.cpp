#include "widget/dashboard/model/signature_table.h"

#include <doctest/doctest.h>

#include "fixtures.h"
#include "shared/limits.h"

using namespace undersigned;
using namespace undersigned::dashboard;

TEST_CASE("a signature keeps its texts, its time and its source") {
  SignatureTable table;
  CHECK(table.merge(row_of({.id = "a",
                            .name = "Ελένη Müller",
                            .organization = "IWOC",
                            .postcode = "27601",
                            .comment = "Bring Dontae home.",
                            .partner = "iwoc"})) == SignatureTable::Merged::Added);
  REQUIRE(table.size() == 1);
  CHECK(table.text(0, TextField::Name) == "Ελένη Müller");
  CHECK(table.text(0, TextField::Organization) == "IWOC");
  CHECK(table.text(0, TextField::Postcode) == "27601");
  CHECK(table.text(0, TextField::Comment) == "Bring Dontae home.");
  CHECK(table.search_text(0, TextField::Name) == "ελενη muller");
  CHECK(table.search_text(0, TextField::Comment) == "bring dontae home.");
  CHECK(table.country(0) == "US");
  CHECK(table.created_ms(0) == kNow);
  CHECK(table.partner_id(table.partner(0)) == "iwoc");
}

TEST_CASE("a signature that comes again changes its status and nothing else") {
  SignatureTable table;
  table.merge(row_of({.id = "a", .name = "Ana", .status = SignatureStatus::Pending}));
  CHECK(table.merge(row_of({.id = "a", .name = "Ana", .status = SignatureStatus::Pending})) ==
        SignatureTable::Merged::Known);
  CHECK(table.edits() == 0);
  CHECK(table.merge(row_of({.id = "a", .name = "Ana"})) == SignatureTable::Merged::Changed);
  CHECK(table.size() == 1);
  CHECK(table.status(0) == SignatureStatus::Confirmed);
  CHECK(table.edits() == 1);
}

TEST_CASE("ids are told apart however many there are") {
  SignatureTable table;
  add_signers(table, 20'000);
  CHECK(table.size() == 20'000);
  add_signers(table, 20'000);
  CHECK(table.size() == 20'000);
  CHECK(table.text(19'999, TextField::Name) == "Signer 19999");
}

TEST_CASE("a comment longer than any can be is cut at a character") {
  std::string comment;
  for (std::size_t i = 0; i < 3 * limits::kCommentCharsMax; ++i) comment += "é";
  SignatureTable table;
  table.merge(row_of({.id = "a", .name = "Ana", .comment = comment}));
  CHECK(table.text(0, TextField::Comment).size() == limits::kCommentCharsMax * limits::kUtf8BytesPerChar);
}

TEST_CASE("a search marks the rows that hold the text and never spans two fields") {
  SignatureTable table;
  table.merge(row_of({.id = "a", .name = "Ana Sharpe", .organization = "IWOC"}));
  table.merge(row_of({.id = "b", .name = "Sharpe Sharpe", .comment = "for Dontae Sharpe"}));
  table.merge(row_of({.id = "c", .name = "Luis"}));
  std::vector<std::uint8_t> matches(3, 0);
  table.search("sharpe", 0, matches);
  CHECK(matches == std::vector<std::uint8_t>{1, 1, 0});
  matches.assign(3, 0);
  table.search("sharpeiwoc", 0, matches);
  CHECK(matches == std::vector<std::uint8_t>{0, 0, 0});
  table.search("a", 1, matches);
  CHECK(matches == std::vector<std::uint8_t>{0, 1, 0});
}
