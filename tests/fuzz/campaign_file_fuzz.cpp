// A campaign file: reading gives problems, or campaigns that are the same when written and read again.
#include "shared/json/campaign_json.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace undersigned;
  using fuzz::must;
  const CampaignFileOutcome read = parse_campaign_file(fuzz::as_text(data, size));
  if (!read.ok()) return 0;
  for (const Campaign& campaign : read.file.campaigns) {
    const std::string written = write_campaign(campaign);
    const Result<Campaign> again = parse_campaign(written);
    must(again.ok() && write_campaign(*again) == written, "a campaign is read as it was written");
  }
  for (const Partner& partner : read.file.partners) {
    const std::string written = write_partner(partner);
    const Result<Partner> again = parse_partner(written);
    must(again.ok() && write_partner(*again) == written, "a partner is read as it was written");
  }
  return 0;
}
