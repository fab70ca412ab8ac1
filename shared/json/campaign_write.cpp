#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "shared/campaign/names.h"
#include "shared/json/campaign_json.h"

namespace undersigned {
namespace {

using Value = nlohmann::json;

// Omits empty values, so that a file is as short as an author would write it.
void put(Value& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

Value to_value(const Update& update) {
  Value out = Value::object();
  if (update.kind != UpdateKind::Update) out["kind"] = to_name(update.kind);
  put(out, "date", update.date);
  put(out, "title", update.title);
  put(out, "text", update.text);
  put(out, "url", update.url);
  put(out, "link_label", update.link_label);
  return out;
}

Value to_value(const std::vector<Update>& updates) {
  Value out = Value::array();
  for (const Update& update : updates) out.push_back(to_value(update));
  return out;
}

Value to_value(const std::vector<Target>& targets) {
  Value out = Value::array();
  for (const Target& target : targets) {
    Value item = Value::object();
    put(item, "name", target.name);
    put(item, "office", target.office);
    put(item, "jurisdiction", target.jurisdiction);
    put(item, "phone", target.phone);
    out.push_back(std::move(item));
  }
  return out;
}

void put_organizer(Value& out, const Organizer& organizer) {
  Value members = Value::object();
  put(members, "name", organizer.name);
  put(members, "contact", organizer.contact);
  put(members, "address", organizer.address);
  put(members, "privacy", organizer.privacy);
  put(members, "shared_with", organizer.shared_with);
  if (!members.empty()) out["organizer"] = std::move(members);
}

Value to_value(const Translation& translation, const Campaign& campaign) {
  Value out = Value::object();
  put(out, "title", translation.title);
  put(out, "summary", translation.summary);
  put(out, "body", translation.body);
  put(out, "call_script", translation.call_script);
  put(out, "picture_alt", translation.picture_alt);
  put(out, "video_title", translation.video_title);
  put(out, "offline_note", translation.offline_note);
  put_organizer(out, translation.organizer);
  if (!translation.targets.empty()) out["targets"] = to_value(translation.targets);
  for (std::size_t i = 0; i < translation.demands.size() && i < campaign.demands.size(); ++i) {
    out["demands"][campaign.demands[i].id] = translation.demands[i];
  }
  for (std::size_t i = 0; i < translation.consents.size() && i < campaign.consents.size(); ++i) {
    out["consents"][campaign.consents[i].id] = translation.consents[i];
  }
  if (!translation.link_labels.empty()) out["links"] = translation.link_labels;
  if (!translation.updates.empty()) out["updates"] = to_value(translation.updates);
  return out;
}

void put_picture(Value& out, const Picture& picture) {
  if (picture.file.empty()) return;
  out["picture"] = {{"file", picture.file}, {"alt", picture.alt}};
  if (picture.id.empty()) return;
  put(out["picture"], "id", picture.id);
  out["picture"]["width"] = picture.width;
  out["picture"]["height"] = picture.height;
}

void put_asked(Value& out, const Campaign& campaign) {
  if (!campaign.targets.empty()) out["targets"] = to_value(campaign.targets);
  if (!campaign.demands.empty()) {
    Value items = Value::array();
    for (const Demand& demand : campaign.demands) items.push_back({{"id", demand.id}, {"text", demand.text}});
    out["demands"] = {{"style", to_name(campaign.demand_style)}, {"items", std::move(items)}};
  }
  put_picture(out, campaign.picture);
  if (!campaign.video.url.empty()) out["video"] = {{"title", campaign.video.title}, {"url", campaign.video.url}};
  for (const Link& link : campaign.links) {
    out["links"].push_back({{"purpose", to_name(link.purpose)}, {"label", link.label}, {"url", link.url}});
  }
  put(out, "call_script", campaign.call_script);
}

void put_answered(Value& out, const Campaign& campaign) {
  out["fields"] = {{"postcode", to_name(campaign.fields.postcode)},
                   {"country", to_name(campaign.fields.country)},
                   {"phone", to_name(campaign.fields.phone)},
                   {"comment", to_name(campaign.fields.comment)},
                   {"role", to_name(campaign.fields.role)}};
  for (const ConsentText& consent : campaign.consents) {
    out["consents"].push_back(
        {{"id", consent.id}, {"text", consent.text}, {"required", consent.use == FieldUse::Required}});
  }
  out["confirmation"] = to_name(campaign.confirmation);
  out["thanks"] = to_name(campaign.thanks);
  if (!campaign.goal_steps.empty()) out["goal"] = campaign.goal_steps;
  if (campaign.offline.count > 0) {
    out["offline"] = {{"count", campaign.offline.count}, {"note", campaign.offline.note}};
  }
}

}  // namespace

nlohmann::json to_json(const Campaign& campaign) {
  Value out = {{"slug", campaign.slug},     {"kind", to_name(campaign.kind)},
               {"title", campaign.title},   {"status", to_name(campaign.status)},
               {"locale", campaign.locale}, {"summary", campaign.summary}};
  put(out, "body", campaign.body);
  put_organizer(out, campaign.organizer);
  put_asked(out, campaign);
  put_answered(out, campaign);
  put(out, "opens_at", campaign.opens_at);
  put(out, "closes_at", campaign.closes_at);
  out["retention_months"] = campaign.retention_months;
  put(out, "accent", campaign.accent);
  if (!campaign.updates.empty()) out["updates"] = to_value(campaign.updates);
  for (const Translation& translation : campaign.translations) {
    out["translations"][translation.locale] = to_value(translation, campaign);
  }
  return out;
}

nlohmann::json to_json(const Partner& partner) {
  return {{"id", partner.id}, {"name", partner.name}, {"origins", partner.origins}};
}

std::string write_campaign_file(const CampaignFile& file) {
  Value out = Value::object();
  for (const Campaign& campaign : file.campaigns) {
    Value value = to_json(campaign);
    const auto picture = value.find("picture");
    if (picture != value.end()) {
      for (const char* imported : {"id", "width", "height"}) picture->erase(imported);
    }
    out["campaigns"].push_back(std::move(value));
  }
  for (const Partner& partner : file.partners) out["partners"].push_back(to_json(partner));
  return out.dump(2, ' ', false, Value::error_handler_t::replace) + '\n';
}

}  // namespace undersigned
