#include "server/pages/campaign_picture.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "server/base/origin.h"
#include "server/pages/campaign_page.h"
#include "shared/campaign/goal.h"
#include "shared/campaign/picture.h"
#include "shared/theme/accent.h"
#include "shared/view/petition_view.h"

namespace undersigned::pages {
namespace {

using view::Attr;
using view::Node;

void append_text(std::string& out, const Node& node) {
  out += node.text;
  for (const Node& child : node.children) append_text(out, child);
}

// The text of the first element of that class; "" if there is none.
std::string words_of(const Node& tree, std::string_view class_name) {
  const bool found = std::any_of(tree.attributes.begin(), tree.attributes.end(), [&](const view::Attribute& attribute) {
    return attribute.first == Attr::Class && attribute.second == class_name;
  });
  std::string words;
  if (found) append_text(words, tree);
  for (const Node& child : tree.children) {
    if (!words.empty()) break;
    words = words_of(child, class_name);
  }
  return words;
}

theme::Palette palette_of(const Campaign& campaign) {
  theme::Palette palette = theme::kLight;
  if (const auto colour = theme::accent_from(campaign.accent)) {
    const theme::Accent accent = theme::accent_palettes(*colour).light;
    palette.accent = accent.accent;
    palette.on_accent = accent.on_accent;
    palette.accent_soft = accent.accent_soft;
  }
  return palette;
}

}  // namespace

std::optional<CampaignPicture> campaign_picture(const api::Services& services, const campaigns::Entry& entry,
                                                Locale reader) {
  static const bool can_draw = previews::can_draw_share_images();
  if (!can_draw) return std::nullopt;
  const std::vector<Locale> languages = languages_of(entry);
  const bool speaks = std::find(languages.begin(), languages.end(), reader) != languages.end();
  const Locale locale = speaks || languages.empty() ? reader : languages.front();
  const Campaign& campaign = entry.text(locale).campaign;
  const store::Counts counts = entry.count->read_public(services.utc_now_ms()).counts;
  const std::uint64_t count = previews::share_image_count(counts.confirmed);
  const view::PetitionPage page{.campaign = campaign, .locale = locale, .confirmed = count};
  const Node head = view::head(page);
  const Node counted = view::count(page);

  const std::uint64_t in_all = counted_in_all(campaign, count);
  CampaignPicture picture;
  previews::ShareImage& image = picture.image;
  image.kicker = words_of(head, "kicker");
  image.title = campaign.title;
  image.count_line = words_of(counted, count == 0 ? "count-first" : "count-line");
  image.goal_line = words_of(counted, "goal");
  image.site = base::authority_of(services.base_url);
  image.percent = percent_of_goal(goal_for(campaign.goal_steps, in_all), in_all);
  image.direction = direction(locale);
  image.locale_tag = locale_tag(locale);
  image.palette = palette_of(campaign);
  image.photo_id = campaign.picture.id;
  picture.version = previews::image_version(image);
  picture.media_type = has_picture(campaign) ? "image/jpeg" : "image/png";
  picture.file = "share-" + picture.version + (has_picture(campaign) ? ".jpg" : ".png");
  picture.path = "/p/" + campaign.slug + "/" + picture.file + "?lang=" + image.locale_tag;
  picture.alt = image.count_line.empty() ? campaign.title : campaign.title + ": " + image.count_line;
  return picture;
}

}  // namespace undersigned::pages
