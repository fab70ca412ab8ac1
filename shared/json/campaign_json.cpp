#include "shared/json/campaign_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "shared/campaign/names.h"
#include "shared/json/reader.h"
#include "shared/limits.h"

namespace undersigned {
namespace {

using json::ObjectReader;
using json::Presence;
using json::Problems;
using json::Value;

// Limits nesting, so that a hostile file cannot exhaust the stack. A campaign has five levels.
constexpr int kDepthMax = 16;

Value parse_text(std::string_view text) {
  const auto shallow = [](int depth, Value::parse_event_t, Value&) { return depth <= kDepthMax; };
  return Value::parse(text, shallow, /*allow_exceptions=*/false);
}

Target read_target(const Value& value, const std::string& path, Problems& problems) {
  Target target;
  ObjectReader reader(value, path, problems);
  reader.read("name", target.name);
  reader.read("office", target.office);
  reader.read("jurisdiction", target.jurisdiction);
  reader.read("phone", target.phone);
  reader.finish();
  return target;
}

// A translation has no contact and no address: they are the same in every language.
enum class OrganizerOf : std::uint8_t { Campaign, Translation };

void read_organizer(ObjectReader& owner, OrganizerOf of, Organizer& out, Problems& problems) {
  const Value* member = owner.take("organizer");
  if (member == nullptr) return;
  const Presence presence = of == OrganizerOf::Campaign ? Presence::Required : Presence::Optional;
  ObjectReader reader(*member, owner.path_of("organizer"), problems);
  reader.read("name", out.name, presence);
  if (of == OrganizerOf::Campaign) {
    reader.read("contact", out.contact, presence);
    reader.read("address", out.address);
  }
  reader.read("privacy", out.privacy);
  reader.read("shared_with", out.shared_with);
  reader.finish();
}

void read_demands(ObjectReader& campaign, Campaign& out, Problems& problems) {
  const Value* member = campaign.take("demands");
  if (member == nullptr) return;
  ObjectReader reader(*member, campaign.path_of("demands"), problems);
  reader.read("style", out.demand_style, demand_style_from);
  reader.for_each("items", [&](const Value& value, const std::string& path) {
    Demand demand;
    ObjectReader item(value, path, problems);
    item.read("id", demand.id, Presence::Required);
    item.read("text", demand.text, Presence::Required);
    item.finish();
    out.demands.push_back(std::move(demand));
  });
  reader.finish();
}

void read_fields(ObjectReader& campaign, FieldPolicy& out, Problems& problems) {
  const Value* member = campaign.take("fields");
  if (member == nullptr) return;
  ObjectReader reader(*member, campaign.path_of("fields"), problems);
  reader.read("postcode", out.postcode, field_use_from);
  reader.read("country", out.country, field_use_from);
  reader.read("phone", out.phone, field_use_from);
  reader.read("comment", out.comment, field_use_from);
  reader.read("role", out.role, field_use_from);
  reader.finish();
}

ConsentText read_consent(const Value& value, const std::string& path, Problems& problems) {
  ConsentText consent;
  ObjectReader reader(value, path, problems);
  reader.read("id", consent.id, Presence::Required);
  reader.read("text", consent.text, Presence::Required);
  if (const Value* required = reader.take("required"); required != nullptr) {
    if (required->is_boolean()) {
      consent.use = required->get<bool>() ? FieldUse::Required : FieldUse::Optional;
    } else {
      reader.note(ErrorCode::BadType, "required");
    }
  }
  reader.finish();
  return consent;
}

Link read_link(const Value& value, const std::string& path, Problems& problems) {
  Link link;
  ObjectReader reader(value, path, problems);
  reader.read("purpose", link.purpose, link_purpose_from);
  reader.read("label", link.label, Presence::Required);
  reader.read("url", link.url, Presence::Required);
  reader.finish();
  return link;
}

Update read_update(const Value& value, const std::string& path, Problems& problems) {
  Update update;
  ObjectReader reader(value, path, problems);
  reader.read("kind", update.kind, update_kind_from);
  reader.read("date", update.date);
  reader.read("title", update.title);
  reader.read("text", update.text);
  reader.read("url", update.url);
  reader.read("link_label", update.link_label);
  reader.finish();
  return update;
}

void read_picture(ObjectReader& campaign, Picture& out, Problems& problems) {
  const Value* member = campaign.take("picture");
  if (member == nullptr) return;
  ObjectReader reader(*member, campaign.path_of("picture"), problems);
  reader.read("file", out.file, Presence::Required);
  reader.read("alt", out.alt, Presence::Required);
  reader.read("id", out.id);
  reader.read("width", out.width);
  reader.read("height", out.height);
  reader.finish();
}

// Only the store's own campaigns have these: the import sets them.
void note_imported(const Picture& picture, const std::string& path, Problems& problems) {
  const std::pair<bool, std::string_view> members[] = {
      {!picture.id.empty(), "id"}, {picture.width != 0, "width"}, {picture.height != 0, "height"}};
  for (const auto& [given, name] : members) {
    if (given) problems.push_back({ErrorCode::UnknownName, path + ".picture." + std::string(name)});
  }
}

void read_video(ObjectReader& campaign, Video& out, Problems& problems) {
  const Value* member = campaign.take("video");
  if (member == nullptr) return;
  ObjectReader reader(*member, campaign.path_of("video"), problems);
  reader.read("title", out.title, Presence::Required);
  reader.read("url", out.url, Presence::Required);
  reader.finish();
}

void read_offline(ObjectReader& campaign, OfflineCount& out, Problems& problems) {
  const Value* member = campaign.take("offline");
  if (member == nullptr) return;
  ObjectReader reader(*member, campaign.path_of("offline"), problems);
  reader.read("count", out.count);
  reader.read("note", out.note);
  reader.finish();
}

// {"<id>": "text"} in the order of `ids`. An unknown id is an error.
template <class Items>
std::vector<std::string> read_by_id(ObjectReader& translation, std::string_view name, const Items& items,
                                    Problems& problems) {
  std::vector<std::string> texts;
  const Value* member = translation.take(name);
  if (member == nullptr) return texts;
  ObjectReader reader(*member, translation.path_of(name), problems);
  for (const auto& item : items) {
    std::string text;
    reader.read(item.id, text);
    texts.push_back(std::move(text));
  }
  reader.finish();
  return texts;
}

Translation read_translation(const Value& value, const std::string& path, const Campaign& campaign,
                             Problems& problems) {
  Translation translation;
  ObjectReader reader(value, path, problems);
  reader.read("title", translation.title);
  reader.read("summary", translation.summary);
  reader.read("body", translation.body);
  reader.read("call_script", translation.call_script);
  reader.read("picture_alt", translation.picture_alt);
  reader.read("video_title", translation.video_title);
  reader.read("offline_note", translation.offline_note);
  read_organizer(reader, OrganizerOf::Translation, translation.organizer, problems);
  reader.for_each("targets", [&](const Value& element, const std::string& at) {
    translation.targets.push_back(read_target(element, at, problems));
  });
  translation.demands = read_by_id(reader, "demands", campaign.demands, problems);
  translation.consents = read_by_id(reader, "consents", campaign.consents, problems);
  reader.read("links", translation.link_labels);
  reader.for_each("updates", [&](const Value& element, const std::string& at) {
    translation.updates.push_back(read_update(element, at, problems));
  });
  reader.finish();
  return translation;
}

void read_translations(ObjectReader& campaign, Campaign& out, Problems& problems) {
  const Value* member = campaign.take("translations");
  if (member == nullptr) return;
  if (!member->is_object()) return campaign.note(ErrorCode::BadType, "translations");
  for (const auto& [locale, value] : member->items()) {
    Translation translation = read_translation(value, campaign.path_of("translations." + locale), out, problems);
    translation.locale = locale;
    out.translations.push_back(std::move(translation));
  }
}

Campaign read_campaign(const Value& value, const std::string& path, Problems& problems) {
  Campaign campaign;
  ObjectReader reader(value, path, problems);
  reader.read("slug", campaign.slug, Presence::Required);
  reader.read("kind", campaign.kind, campaign_kind_from, Presence::Required);
  reader.read("status", campaign.status, campaign_status_from);
  reader.read("locale", campaign.locale);
  reader.read("title", campaign.title, Presence::Required);
  reader.read("summary", campaign.summary, Presence::Required);
  reader.read("body", campaign.body);
  read_organizer(reader, OrganizerOf::Campaign, campaign.organizer, problems);
  reader.for_each("targets", [&](const Value& element, const std::string& at) {
    campaign.targets.push_back(read_target(element, at, problems));
  });
  read_demands(reader, campaign, problems);
  read_picture(reader, campaign.picture, problems);
  read_video(reader, campaign.video, problems);
  reader.for_each("links", [&](const Value& element, const std::string& at) {
    campaign.links.push_back(read_link(element, at, problems));
  });
  reader.read("call_script", campaign.call_script);
  read_fields(reader, campaign.fields, problems);
  reader.for_each("consents", [&](const Value& element, const std::string& at) {
    campaign.consents.push_back(read_consent(element, at, problems));
  });
  reader.read("confirmation", campaign.confirmation, confirmation_policy_from);
  reader.read("thanks", campaign.thanks, thanks_policy_from);
  reader.read("goal", campaign.goal_steps);
  read_offline(reader, campaign.offline, problems);
  reader.read("opens_at", campaign.opens_at);
  reader.read("closes_at", campaign.closes_at);
  reader.read("retention_months", campaign.retention_months);
  reader.read("accent", campaign.accent);
  reader.for_each("updates", [&](const Value& element, const std::string& at) {
    campaign.updates.push_back(read_update(element, at, problems));
  });
  read_translations(reader, campaign, problems);
  reader.finish();
  return campaign;
}

Partner read_partner(const Value& value, const std::string& path, Problems& problems) {
  Partner partner;
  ObjectReader reader(value, path, problems);
  reader.read("id", partner.id, Presence::Required);
  reader.read("name", partner.name, Presence::Required);
  reader.read("origins", partner.origins);
  reader.finish();
  return partner;
}

// What the reader has noted already is not repeated.
void add_problems(const std::vector<CampaignProblem>& found, const std::string& path, Problems& problems) {
  for (const CampaignProblem& problem : found) {
    const std::string at = problem.path.empty() ? path : path + "." + problem.path;
    const bool noted = std::any_of(problems.begin(), problems.end(), [&](const CampaignProblem& each) {
      return each.code == problem.code && each.path == at;
    });
    if (!noted) problems.push_back({problem.code, at});
  }
}

// Finds the first byte that is not JSON.
class MistakeFinder : public nlohmann::json_sax<Value> {
 public:
  std::size_t position = 0;  // counts from 1; 0: it is JSON

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
    position = at;
    return false;
  }
};

// "line 12"; empty if it is JSON, but nested too deeply.
std::string place_of_mistake(std::string_view text) {
  MistakeFinder finder;
  Value::sax_parse(text, &finder);
  if (finder.position == 0) return {};
  const std::string_view before = text.substr(0, finder.position - 1);
  return "line " + std::to_string(std::count(before.begin(), before.end(), '\n') + 1);
}

}  // namespace

CampaignFileOutcome parse_campaign_file(std::string_view text) {
  CampaignFileOutcome outcome;
  Problems& problems = outcome.problems;
  if (text.size() > limits::kCampaignFileBytesMax) return {{}, {{ErrorCode::BodyTooLarge, ""}}};
  const Value root = parse_text(text);
  if (root.is_discarded()) return {{}, {{ErrorCode::BadBody, place_of_mistake(text)}}};

  ObjectReader reader(root, "", problems);
  reader.for_each("partners", [&](const Value& value, const std::string& path) {
    Partner partner = read_partner(value, path, problems);
    add_problems(check_partner(partner), path, problems);
    outcome.file.partners.push_back(std::move(partner));
  });
  reader.for_each("campaigns", [&](const Value& value, const std::string& path) {
    Campaign campaign = read_campaign(value, path, problems);
    note_imported(campaign.picture, path, problems);
    add_problems(check_campaign(campaign), path, problems);
    for (const Campaign& earlier : outcome.file.campaigns) {
      if (earlier.slug == campaign.slug) problems.push_back({ErrorCode::Duplicate, path + ".slug"});
    }
    outcome.file.campaigns.push_back(std::move(campaign));
  });
  reader.finish();
  if (outcome.file.campaigns.size() > limits::kCampaignsMax) problems.push_back({ErrorCode::TooMany, "campaigns"});
  if (outcome.file.partners.size() > limits::kPartnersMax) problems.push_back({ErrorCode::TooMany, "partners"});
  return outcome;
}

Result<Campaign> parse_campaign(std::string_view text) {
  Problems problems;
  Campaign campaign = read_campaign(parse_text(text), "", problems);
  if (!problems.empty()) return Error{ErrorCode::BadBody, Field::Campaign};
  return campaign;
}

Result<Partner> parse_partner(std::string_view text) {
  Problems problems;
  Partner partner = read_partner(parse_text(text), "", problems);
  if (!problems.empty()) return Error{ErrorCode::BadBody, Field::Partner};
  return partner;
}

std::string write_campaign(const Campaign& campaign) {
  return to_json(campaign).dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::string write_partner(const Partner& partner) {
  return to_json(partner).dump(-1, ' ', false, Value::error_handler_t::replace);
}

}  // namespace undersigned
