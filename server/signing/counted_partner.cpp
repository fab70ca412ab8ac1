#include "server/signing/counted_partner.h"

#include <algorithm>

namespace undersigned::signing {
namespace {

bool has_origin(const Partner& partner, std::string_view origin) {
  return std::find(partner.origins.begin(), partner.origins.end(), origin) != partner.origins.end();
}

}  // namespace

std::string counted_partner(const campaigns::Snapshot& snapshot, std::string_view origin, std::string_view claimed) {
  const Partner* named = snapshot.partner(claimed);
  if (named != nullptr && has_origin(*named, origin)) return named->id;
  if (const Partner* by_origin = snapshot.partner_with_origin(origin)) return by_origin->id;
  return named == nullptr ? std::string() : named->id;
}

}  // namespace undersigned::signing
