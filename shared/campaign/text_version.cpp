#include "shared/campaign/text_version.h"

#include <string_view>
#include <vector>

#include "shared/campaign/names.h"
#include "shared/hash/sha256.h"

namespace undersigned {
namespace {

constexpr std::size_t kVersionHexDigits = 16;

// Writes the length before each part, so that moving text from one part to the next changes the hash.
void append_part(std::string& out, std::string_view part) {
  out.append(std::to_string(part.size())).append(":").append(part);
}

void append_parts(std::string& out, const std::vector<std::string>& parts) {
  append_part(out, std::to_string(parts.size()));
  for (const std::string& part : parts) append_part(out, part);
}

void append_targets(std::string& out, const std::vector<Target>& targets) {
  append_part(out, std::to_string(targets.size()));
  for (const Target& target : targets) {
    append_part(out, target.name);
    append_part(out, target.office);
    append_part(out, target.jurisdiction);
  }
}

void append_translation(std::string& out, const Translation& translation) {
  append_part(out, translation.locale);
  append_part(out, translation.title);
  append_part(out, translation.summary);
  append_part(out, translation.body);
  append_part(out, translation.call_script);
  append_targets(out, translation.targets);
  append_parts(out, translation.demands);
  append_parts(out, translation.consents);
}

void append_organizer(std::string& out, const Organizer& organizer) {
  append_part(out, organizer.name);
  append_part(out, organizer.privacy);
  append_part(out, organizer.shared_with);
}

}  // namespace

std::string text_version(const Campaign& campaign) {
  std::string agreed;
  append_part(agreed, to_name(campaign.kind));
  append_part(agreed, campaign.title);
  append_part(agreed, campaign.summary);
  append_part(agreed, campaign.body);
  append_targets(agreed, campaign.targets);
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
  append_part(agreed, std::to_string(campaign.translations.size()));
  for (const Translation& translation : campaign.translations) append_translation(agreed, translation);
  // After everything else: campaigns that name nobody keep the version that they had before organizers were known.
  if (names_organizer(campaign)) {
    append_organizer(agreed, campaign.organizer);
    for (const Translation& translation : campaign.translations) append_organizer(agreed, translation.organizer);
  }
  return to_hex(sha256(agreed)).substr(0, kVersionHexDigits);
}

}  // namespace undersigned
