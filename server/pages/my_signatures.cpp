#include "server/pages/my_signatures.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/campaigns/catalog.h"
#include "server/campaigns/consent_text.h"
#include "server/pages/country_names.h"
#include "server/signing/own_signatures.h"
#include "server/store/status_name.h"
#include "shared/campaign/campaign.h"

namespace undersigned::pages {
namespace {

using campaigns::EntryPointer;
using nlohmann::ordered_json;
using store::SignatureRecord;

view::MyStatus to_view(store::SignatureStatus status) {
  switch (status) {
    case store::SignatureStatus::Pending:
      return view::MyStatus::Pending;
    case store::SignatureStatus::Confirmed:
      return view::MyStatus::Confirmed;
    case store::SignatureStatus::Withdrawn:
      return view::MyStatus::Withdrawn;
    case store::SignatureStatus::Quarantined:
      return view::MyStatus::Quarantined;
    case store::SignatureStatus::Invalid:
      return view::MyStatus::Invalid;
  }
  return view::MyStatus::Invalid;
}

// Where the signature came from: a partner or site, and the address's parameters; otherwise this server.
std::vector<std::string> sources_of(const api::Services& services, const campaigns::Snapshot& snapshot,
                                    const store::SignatureSource& source) {
  std::vector<std::string> sources;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) sources.push_back(text);
  };
  const Partner* partner = snapshot.partner(source.partner);
  add(partner == nullptr ? source.partner : partner->name);
  add(source.page.empty() ? source.origin : source.page);
  add(source.utm_source);
  add(source.utm_medium);
  add(source.utm_campaign);
  if (sources.empty()) sources.push_back(services.base_url);
  return sources;
}

// The consents in force, then the withdrawn ones.
std::vector<view::MyConsent> consents_of(const campaigns::Entry* entry, const SignatureRecord& own, Locale locale) {
  std::vector<view::MyConsent> consents;
  const auto add = [&](const std::string& id, const std::string& withdrawn_on) {
    const std::string words = campaigns::consent_text(entry, own.signature, id, locale);
    consents.push_back({id, words.empty() ? id : words, withdrawn_on});
  };
  for (const std::string& id : own.signature.consents) add(id, {});
  for (const store::WithdrawnConsent& consent : own.withdrawn_consents) add(consent.purpose, utc_date(consent.time_ms));
  return consents;
}

view::MySignature shown(const api::Services& services, const campaigns::Snapshot& snapshot,
                        const SignatureRecord& signature, Locale locale) {
  const EntryPointer entry = snapshot.any(signature.campaign);
  view::MySignature shown;
  shown.id = signing::own_id(services, signature.key);
  if (snapshot.published(signature.campaign) != nullptr) shown.slug = signature.campaign;
  shown.title = entry == nullptr ? signature.campaign : entry->text(locale).campaign.title;
  shown.title_language = entry == nullptr ? std::string(locale_tag(locale)) : entry->text(locale).campaign.locale;
  if (entry != nullptr) shown.organizer = entry->text(locale).campaign.organizer;
  shown.status = to_view(signature.status);
  shown.erased = signature.erased;
  shown.comment_hidden = signature.comment_state == store::CommentState::Hidden && !signature.signature.comment.empty();
  shown.day = utc_date(signature.time_ms);
  shown.kept = signature.signature;
  shown.country = country_name(signature.signature.country, locale);
  shown.language = locale_own_name(locale_from_tag(signature.locale));
  shown.consents = consents_of(entry.get(), signature, locale);
  shown.sources = sources_of(services, snapshot, signature.source);
  return shown;
}

// "2026-11-23T03:17:43Z" (RFC 3339).
std::string utc_time(std::int64_t time_ms) {
  return utc_date(time_ms) + "T" + utc_clock(time_ms) + "Z";
}

ordered_json organizer_json(const Organizer& organizer) {
  return {{"name", organizer.name},
          {"contact", organizer.contact},
          {"address", organizer.address},
          {"privacy", organizer.privacy},
          {"shared_with", organizer.shared_with}};
}

ordered_json json_of(const api::Services& services, const campaigns::Snapshot& snapshot, const SignatureRecord& own,
                     Locale locale) {
  const EntryPointer entry = snapshot.any(own.campaign);
  const CheckedSignature& kept = own.signature;
  ordered_json consents = ordered_json::array();
  const auto add_consent = [&](const std::string& id) -> ordered_json& {
    ordered_json consent{{"id", id}};
    if (std::string text = campaigns::consent_text(entry.get(), kept, id, locale); !text.empty()) {
      consent["text"] = std::move(text);
    }
    return consents.emplace_back(std::move(consent));
  };
  for (const std::string& id : kept.consents) add_consent(id);
  for (const store::WithdrawnConsent& consent : own.withdrawn_consents) {
    add_consent(consent.purpose)["withdrawn_at"] = utc_time(consent.time_ms);
  }
  ordered_json document = {{"campaign", own.campaign},
                           {"title", entry == nullptr ? own.campaign : entry->text(locale).campaign.title},
                           {"url", services.base_url + "/p/" + own.campaign},
                           {"status", store::status_name(own.status)},
                           {"signed_at", utc_time(own.time_ms)},
                           {"kind", kept.kind == SignatureKind::Organization ? "organization" : "person"},
                           {"name", kept.name},
                           {"organization", kept.organization},
                           {"role", kept.role},
                           {"email", kept.email},
                           {"postcode", kept.postcode},
                           {"country", kept.country},
                           {"phone", kept.phone},
                           {"comment", kept.comment},
                           {"visibility", to_name(kept.visibility)},
                           {"consents", std::move(consents)},
                           {"text_version", kept.text_version},
                           {"language", own.locale},
                           {"source",
                            {{"partner", own.source.partner},
                             {"origin", own.source.origin},
                             {"page", own.source.page},
                             {"utm_source", own.source.utm_source},
                             {"utm_medium", own.source.utm_medium},
                             {"utm_campaign", own.source.utm_campaign}}},
                           {"erased", own.erased}};
  if (entry != nullptr && names_organizer(entry->campaign)) {
    document["organizer"] = organizer_json(entry->text(locale).campaign.organizer);
  }
  return document;
}

}  // namespace

view::MyList shown(const api::Services& services, const store::OwnSignatures& own, Locale locale) {
  const auto snapshot = services.catalog.snapshot();
  view::MyList list;
  for (const SignatureRecord& record : own.signatures) {
    list.signatures.push_back(shown(services, *snapshot, record, locale));
  }
  for (const SignatureRecord& record : own.requests) {
    list.requests.push_back(shown(services, *snapshot, record, locale));
  }
  list.more_signatures = own.more_signatures;
  list.more_requests = own.more_requests;
  return list;
}

std::string as_json(const api::Services& services, const store::OwnSignatures& own, Locale locale) {
  const auto snapshot = services.catalog.snapshot();
  ordered_json list = ordered_json::array();
  for (const SignatureRecord& record : own.signatures) list.push_back(json_of(services, *snapshot, record, locale));
  for (const SignatureRecord& record : own.requests) list.push_back(json_of(services, *snapshot, record, locale));
  const ordered_json document{{"signatures", std::move(list)}};
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace undersigned::pages
