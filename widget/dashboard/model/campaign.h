// What the dashboard knows about a campaign and about the sources of its signatures. Plain values.
#pragma once

#include <cstdint>
#include <string>

namespace undersigned::dashboard {

enum class CampaignKind : std::uint8_t { Petition, Endorsement, Call };
enum class CampaignStatus : std::uint8_t { Draft, Open, Closed, Won };

struct Campaign {
  std::string slug;
  std::string title;
  CampaignKind kind = CampaignKind::Petition;
  CampaignStatus status = CampaignStatus::Open;
  std::uint64_t confirmed = 0;
  std::uint64_t pending = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t quarantined = 0;  // looks automated; an organizer decides
  std::uint64_t offline = 0;      // on paper; shown beside the count, not included in it
  std::uint64_t goal = 0;         // of both together; 0: none
  std::uint64_t today = 0;        // confirmed since the start of the day (UTC)
  std::uint64_t last_hour = 0;
};

// What the goal is about.
inline std::uint64_t in_all(const Campaign& campaign) {
  return campaign.confirmed + campaign.offline;
}

struct Source {
  std::string partner;  // empty: this server's own page
  std::string name;
  std::uint64_t count = 0;
};

}  // namespace undersigned::dashboard
