#include "shared/campaign/text_version.h"

#include <string_view>

#include "shared/campaign/names.h"
#include "shared/hash/sha256.h"

namespace undersigned {
namespace {

constexpr std::size_t kVersionHexDigits = 16;

// Every part is written with its length, so that no text can be moved from one part to the next unnoticed.
void append_part(std::string& out, std::string_view part) {
  out.append(std::to_string(part.size())).append(":").append(part);
}

}  // namespace

std::string text_version(const Campaign& campaign) {
  std::string agreed;
  append_part(agreed, to_name(campaign.kind));
  append_part(agreed, campaign.title);
  append_part(agreed, campaign.summary);
  append_part(agreed, campaign.body);
  append_part(agreed, std::to_string(campaign.targets.size()));
  for (const Target& target : campaign.targets) {
    append_part(agreed, target.name);
    append_part(agreed, target.office);
    append_part(agreed, target.jurisdiction);
  }
  append_part(agreed, to_name(campaign.demand_style));
  append_part(agreed, std::to_string(campaign.demands.size()));
  for (const Demand& demand : campaign.demands) {
    append_part(agreed, demand.id);
    append_part(agreed, demand.text);
  }
  append_part(agreed, campaign.call_script);
  append_part(agreed, std::to_string(campaign.consents.size()));
  for (const ConsentText& consent : campaign.consents) {
    append_part(agreed, consent.id);
    append_part(agreed, consent.text);
    append_part(agreed, to_name(consent.use));
  }
  return to_hex(sha256(agreed)).substr(0, kVersionHexDigits);
}

}  // namespace undersigned
