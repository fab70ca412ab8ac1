#include "server/store/status_name.h"

namespace undersigned::store {

std::string_view status_name(SignatureStatus status) {
  switch (status) {
    case SignatureStatus::Pending:
      return "pending";
    case SignatureStatus::Confirmed:
      return "confirmed";
    case SignatureStatus::Withdrawn:
      return "withdrawn";
    case SignatureStatus::Quarantined:
      return "quarantined";
    case SignatureStatus::Invalid:
      return "invalid";
  }
  return "invalid";
}

}  // namespace undersigned::store
