#include "server/accounts/rights.h"

namespace undersigned::accounts {

bool has_right(store::Role role, Right right) {
  switch (role) {
    case store::Role::Owner:
      return true;
    case store::Role::Organizer:
      return right == Right::SeeCounts || right == Right::SeeSigners || right == Right::Moderate ||
             right == Right::EditCampaigns || right == Right::Export;
    case store::Role::Viewer:
      return right == Right::SeeCounts;
  }
  return false;
}

Status require(const SignedIn& who, Right right) {
  if (!has_right(who.role, right)) return Error{ErrorCode::Forbidden, Field::None};
  return Done{};
}

}  // namespace undersigned::accounts
