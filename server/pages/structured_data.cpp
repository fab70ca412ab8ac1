#include "server/pages/structured_data.h"

#include <string_view>

#include "server/api/json_object.h"
#include "server/pages/document.h"
#include "server/previews/share_image.h"

namespace undersigned::pages {
namespace {

using api::JsonObject;

std::string_view action_type(CampaignKind kind) {
  switch (kind) {
    case CampaignKind::Petition:
      return "AgreeAction";
    case CampaignKind::Endorsement:
      return "EndorseAction";
    case CampaignKind::Call:
      return "CommunicateAction";
  }
  return "AgreeAction";
}

JsonObject thing(std::string_view type) {
  JsonObject object;
  object.text("@type", type);
  return object;
}

std::string count_of(const view::PetitionPage& page) {
  return thing("InteractionCounter")
      .json("interactionType", thing(action_type(page.campaign.kind)).str())
      .number("userInteractionCount", page.confirmed)
      .str();
}

std::string how_to_sign(const PageFacts& facts) {
  const std::string target = thing("EntryPoint").text("urlTemplate", facts.url + "#sign").str();
  return thing(action_type(facts.page.campaign.kind)).json("target", target).str();
}

// Escapes "<": "</script>" and "<!--" have a meaning for the HTML parser even in data.
std::string without_tags(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string write_structured_data(const PageFacts& facts) {
  const Campaign& campaign = facts.page.campaign;
  JsonObject object;
  object.text("@context", "https://schema.org")
      .text("@type", "WebPage")
      .text("url", facts.url)
      .text("name", campaign.title)
      .text("description", campaign.summary)
      .text("inLanguage", campaign.locale)
      .json("isPartOf", thing("WebSite").text("name", kSiteName).text("url", facts.site + "/").str())
      .json("interactionStatistic", count_of(facts.page));
  if (!campaign.closes_at.empty()) object.text("expires", campaign.closes_at);
  if (!facts.image.empty()) {
    object.json("primaryImageOfPage", thing("ImageObject")
                                          .text("url", facts.image)
                                          .number("width", previews::kWidthPx)
                                          .number("height", previews::kHeightPx)
                                          .str());
  }
  if (facts.page.open) object.json("potentialAction", how_to_sign(facts));
  return "<script type=\"application/ld+json\">" + without_tags(object.str()) + "</script>\n";
}

}  // namespace undersigned::pages
