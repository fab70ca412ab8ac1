#include "server/api/documents.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/json_object.h"
#include "server/api/petition_page.h"
#include "server/limits.h"
#include "shared/campaign/goal.h"
#include "shared/campaign/names.h"
#include "shared/theme/accent.h"
#include "shared/view/pending_view.h"
#include "shared/view/petition_view.h"

namespace undersigned::api {
namespace {

// Public times are whole days: exact times could reveal, for example, who signed together.
constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;

std::string_view direction_name(Locale locale) {
  return direction(locale) == Direction::RightToLeft ? "rtl" : "ltr";
}

std::string tree(const view::Node& node) {
  return JsonArray().add(view::to_json(node)).str();
}

std::string_view boolean(bool value) {
  return value ? "true" : "false";
}

// The loader's own texts, in the language of the view.
std::string loader_words(Locale locale) {
  constexpr std::pair<std::string_view, Message> kWords[] = {
      {"sending", Message::Sending},
      {"solving", Message::WidgetSolving},
      {"busy", Message::WidgetBusy},
      {"change", Message::PendingChangeEmail},
      {"offline", Message::WidgetOffline},
      {"refused", Message::WidgetRefused},
      {"closed", Message::WidgetClosed},
      {"open_page", Message::WidgetOpenPage},
      {"did_you_mean", Message::DidYouMean},
      {"use_domain", Message::UseDomain},
      {"copied", Message::ShareCopied},
      {"offline_keep_question", Message::OfflineKeepQuestion},
      {"offline_keep", Message::OfflineKeep},
      {"offline_kept", Message::OfflineKept},
      {"offline_send_now", Message::OfflineSendNow},
      {"offline_delete", Message::OfflineDelete},
      {"offline_deleted", Message::OfflineDeleted},
      {"offline_arrived", Message::OfflineArrived},
      {"offline_refused", Message::OfflineRefused},
      {"offline_expired", Message::OfflineExpired},
      {"offline_no_room", Message::OfflineNoRoom},
  };
  JsonObject words;
  for (const auto& [name, message] : kWords) words.text(name, text_of(locale, message));
  words.text("offline_keep_what", text_of_count(locale, Message::OfflineKeepWhat, limits::kKeptSignatureDays));
  words.text("offline_keep_days", std::to_string(limits::kKeptSignatureDays));
  return words.str();
}

// Empty if the campaign has no accent of its own.
std::string accent_sheet(const Campaign& campaign) {
  const std::optional<theme::Rgb> accent = theme::accent_from(campaign.accent);
  return accent ? theme::accent_css(*accent) : std::string();
}

std::string messages(const Campaign& campaign, Locale locale) {
  JsonObject object;
  for (const auto& [name, words] : view::form_messages(campaign, locale)) object.text(name, words);
  return object.str();
}

std::string signer(const store::PublicSigner& signer) {
  return JsonObject()
      .text("name", signer.name)
      .text("organization", signer.organization)
      .text("country", signer.country)
      .text("comment", signer.comment)
      .number("signed_at", static_cast<std::uint64_t>(signer.time_ms / kDayMs * kDayMs))
      .str();
}

std::string write_count(const view::PetitionPage& page) {
  const std::uint64_t in_all = counted_in_all(page.campaign, page.confirmed);
  const std::uint64_t goal = goal_for(page.campaign.goal_steps, in_all);
  JsonObject object;
  object.text("slug", page.campaign.slug)
      .text("lang", locale_tag(page.locale))
      .text("dir", direction_name(page.locale))
      .number("confirmed", page.confirmed)
      .number("offline", page.campaign.offline.count)
      .number("goal", goal)
      .number("percent", static_cast<std::uint64_t>(percent_of_goal(goal, in_all)))
      .json("open", boolean(page.open));
  if (!page.partner.empty()) object.text("partner", page.partner).number("by_partner", page.by_partner);
  return object.optional_text("accent", accent_sheet(page.campaign))
      .optional_text("thanks", page.confirmed > 0 ? view::thanks_text(page) : std::string())
      .json("view", tree(view::count(page)))
      .str();
}

}  // namespace

Result<std::string> view_document(const Services& services, const campaigns::Entry& entry, Locale locale,
                                  view::Signing signing) {
  Result<view::PetitionPage> page = make_petition_page(services, entry, locale, view::Heading::Widget);
  if (!page) return page.error();
  page.value().signing = signing;
  return JsonObject()
      .text("slug", entry.campaign.slug)
      .text("lang", locale_tag(locale))
      .text("dir", direction_name(locale))
      .text("title", page->campaign.title)
      .optional_text("accent", accent_sheet(page->campaign))
      .json("view", tree(view::petition(*page)))
      .str();
}

std::string form_document(const campaigns::Entry& entry, Locale locale) {
  return JsonObject()
      .text("rules", write_rules(entry.rules))
      .json("messages", messages(entry.text(locale).campaign, locale))
      .json("words", loader_words(locale))
      .str();
}

Result<std::string> signers_document(const Services& services, const campaigns::Entry& entry) {
  const auto signers = services.store.recent_signers(entry.campaign.slug, limits::kRecentSignersShown);
  if (!signers) return signers.error();
  JsonArray list;
  for (const store::PublicSigner& each : *signers) list.add(signer(each));
  return JsonObject().text("slug", entry.campaign.slug).json("signers", list.str()).str();
}

std::string count_document(const Services& services, const campaigns::Entry& entry, Locale locale) {
  return write_count(short_page(services, entry, locale));
}

Result<std::string> partner_count_document(const Services& services, const campaigns::Entry& entry, Locale locale,
                                           const Partner& partner) {
  view::PetitionPage page = short_page(services, entry, locale);
  const Status added = add_partner(services, entry, partner.id, partner.name, page);
  if (!added) return added.error();
  return write_count(page);
}

std::string thanks_document(const Services& services, const campaigns::Entry& entry, Locale locale,
                            std::string_view partner) {
  view::PetitionPage page = short_page(services, entry, locale);
  page.partner = partner;
  return JsonObject()
      .text("lang", locale_tag(locale))
      .text("dir", direction_name(locale))
      .number("confirmed", page.confirmed)
      .json("view", tree(view::thank_you(page)))
      .str();
}

std::string pending_document(const Services& services, const campaigns::Entry& entry, Locale locale) {
  return JsonObject()
      .text("lang", locale_tag(locale))
      .text("dir", direction_name(locale))
      .json("pending", boolean(true))
      .json("view", tree(view::pending(short_page(services, entry, locale))))
      .str();
}

std::string resent_document(Locale locale) {
  return JsonObject()
      .text("lang", locale_tag(locale))
      .text("dir", direction_name(locale))
      .json("view", tree(view::resent(locale)))
      .str();
}

std::string directory_document(const Services& services, const campaigns::Snapshot& snapshot, Locale locale) {
  const auto entries = directory_entries(services, snapshot, locale);
  return JsonObject()
      .text("lang", locale_tag(locale))
      .text("dir", direction_name(locale))
      .text("title", text_of(locale, Message::DirectoryTitle))
      .json("view", tree(view::directory(entries, locale, view::Heading::Widget, services.base_url)))
      .str();
}

std::string campaigns_document(const Services& services, const campaigns::Snapshot& snapshot, Locale locale) {
  JsonArray list;
  for (const view::DirectoryEntry& entry : directory_entries(services, snapshot, locale)) {
    const Campaign& campaign = entry.campaign;
    list.add(JsonObject()
                 .text("slug", campaign.slug)
                 .text("kind", to_name(campaign.kind))
                 .text("status", to_name(campaign.status))
                 .text("title", campaign.title)
                 .text("summary", campaign.summary)
                 .text("url", services.base_url + "/p/" + campaign.slug)
                 .json("open", boolean(entry.open))
                 .number("confirmed", entry.confirmed)
                 .number("goal", goal_for(campaign.goal_steps, counted_in_all(campaign, entry.confirmed)))
                 .str());
  }
  return JsonObject().json("campaigns", list.str()).str();
}

}  // namespace undersigned::api
