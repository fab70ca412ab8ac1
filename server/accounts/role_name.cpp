#include "server/accounts/role_name.h"

namespace undersigned::accounts {

std::string_view role_name(store::Role role) {
  switch (role) {
    case store::Role::Owner:
      return "owner";
    case store::Role::Organizer:
      return "organizer";
    case store::Role::Viewer:
      return "viewer";
  }
  return "viewer";
}

std::optional<store::Role> role_of(std::string_view name) {
  for (const store::Role role : {store::Role::Owner, store::Role::Organizer, store::Role::Viewer}) {
    if (role_name(role) == name) return role;
  }
  return {};
}

}  // namespace undersigned::accounts
