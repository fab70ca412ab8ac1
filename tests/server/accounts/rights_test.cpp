#include "server/accounts/rights.h"

#include <doctest/doctest.h>

#include "server/accounts/role_name.h"

namespace undersigned::accounts {

TEST_CASE("each role has its rights and no others") {
  struct Row {
    Right right;
    bool viewer;
    bool organizer;
  };
  constexpr Row kRows[] = {{Right::SeeCounts, true, true},      {Right::SeeSigners, false, true},
                           {Right::Moderate, false, true},      {Right::Export, false, true},
                           {Right::EditCampaigns, false, true}, {Right::ManageUsers, false, false},
                           {Right::SeeAudit, false, false}};
  for (const Row& row : kRows) {
    CAPTURE(static_cast<int>(row.right));
    CHECK(has_right(store::Role::Viewer, row.right) == row.viewer);
    CHECK(has_right(store::Role::Organizer, row.right) == row.organizer);
    CHECK(has_right(store::Role::Owner, row.right));
  }
  SignedIn viewer;
  viewer.role = store::Role::Viewer;
  CHECK(require(viewer, Right::SeeCounts).ok());
  CHECK(require(viewer, Right::SeeAudit).error().code == ErrorCode::Forbidden);
}

TEST_CASE("roles are read by the names they are written with") {
  for (const store::Role role : {store::Role::Owner, store::Role::Organizer, store::Role::Viewer}) {
    CHECK(role_of(role_name(role)) == role);
  }
  CHECK_FALSE(role_of("").has_value());
  CHECK_FALSE(role_of("Owner").has_value());
}

}  // namespace undersigned::accounts
