// A campaign: what it asks of whom, how people answer, and how the answers are counted.
//
// Plain values, safe to copy and to read from any thread. check_campaign() checks a campaign from outside once. After
// that, code may rely on the limits in limits.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.h"

namespace undersigned {

enum class CampaignKind : std::uint8_t { Petition, Endorsement, Call };
enum class CampaignStatus : std::uint8_t { Draft, Open, Closed, Won };
enum class DemandStyle : std::uint8_t { Ordered, Bulleted };
enum class FieldUse : std::uint8_t { Off, Optional, Required };
enum class ConfirmationPolicy : std::uint8_t { None, Email };
enum class LinkPurpose : std::uint8_t { Donate, MoreInformation };
enum class UpdateKind : std::uint8_t { Update, Delivery, Decision };

// Whom the campaign addresses. A body such as Congress has only a name. `phone` is E.164 and is for call campaigns.
struct Target {
  std::string name;
  std::string office;
  std::string jurisdiction;
  std::string phone;
};

// A single demand. `id` stays the same through edits and translations, so that #demand-<id> can be linked to.
struct Demand {
  std::string id;
  std::string text;
};

struct Video {
  std::string title;
  std::string url;  // empty: no video
};

struct Link {
  LinkPurpose purpose = LinkPurpose::MoreInformation;
  std::string label;
  std::string url;
};

// Consent is asked for separately from the signature and never ticked in advance (GDPR article 7, recital 32).
struct ConsentText {
  std::string id;
  std::string text;
  FieldUse use = FieldUse::Optional;
};

// Which fields the form has in addition to name and email, which are always required.
struct FieldPolicy {
  FieldUse postcode = FieldUse::Optional;
  FieldUse country = FieldUse::Optional;
  FieldUse phone = FieldUse::Off;
  FieldUse comment = FieldUse::Optional;
  FieldUse role = FieldUse::Off;  // of the representative, in endorsements
};

struct Campaign;

// The fields that the form shows: if the postcode is required, the country is included, since some countries have none.
FieldPolicy asked_fields(const Campaign& campaign);

// Signatures collected elsewhere, for example on paper. Shown separately, with the note.
struct OfflineCount {
  std::uint64_t count = 0;
  std::string note;
};

// News. A delivery is that the signatures were handed over, a decision what came of them: the newest of them is shown
// first where a campaign is closed or won. Not part of what signers agree to (text_version.h).
struct Update {
  std::string date;  // YYYY-MM-DD
  std::string title;
  std::string text;
  std::string url;
  std::string link_label;
  UpdateKind kind = UpdateKind::Update;
};

// A translation of the campaign. An empty text, or a list shorter than the campaign's, means "as in the campaign
// itself". Lists are in the campaign's order.
struct Translation {
  std::string locale;
  std::string title;
  std::string summary;
  std::string body;
  std::string call_script;
  std::string video_title;
  std::string offline_note;
  std::vector<Target> targets;  // only name, office and jurisdiction
  std::vector<std::string> demands;
  std::vector<std::string> consents;
  std::vector<std::string> link_labels;
  std::vector<Update> updates;  // only title, text and link_label
};

struct Campaign {
  std::string slug;
  CampaignKind kind = CampaignKind::Petition;
  CampaignStatus status = CampaignStatus::Open;
  std::string locale = "en";
  std::string title;
  std::string summary;
  std::string body;  // Markdown (CommonMark), raw HTML off
  std::vector<Target> targets;
  DemandStyle demand_style = DemandStyle::Ordered;
  std::vector<Demand> demands;
  Video video;
  std::vector<Link> links;
  std::string call_script;
  FieldPolicy fields;
  std::vector<ConsentText> consents;
  ConfirmationPolicy confirmation = ConfirmationPolicy::Email;
  std::vector<std::uint64_t> goal_steps;  // ascending; empty: the default steps
  OfflineCount offline;
  std::string opens_at;   // YYYY-MM-DD, UTC; empty: already open
  std::string closes_at;  // YYYY-MM-DD, UTC, the last day included; empty: no end

  // The retention period of a personal record (name, organization, role, email, postcode, phone, comment), in months
  // from its signature. It does not depend on the end of the campaign: so the day is known from the start, even if a
  // campaign has no end (storage limitation, GDPR article 5(1)(e)). Organizers who have to hand in the names later set
  // more months, or export them first.
  //
  // The signature itself stays and counts, with what identifies nobody: day, country, source, consents by purpose. Its
  // deduplication key stays while the campaign takes signatures, so that nobody counts twice, and is deleted after
  // that. An unconfirmed signature is deleted completely after limits::kPendingKeptDays.
  int retention_months = 24;

  std::string accent;  // "#a8201a"; empty: the default. accent_palettes() makes it readable
  std::vector<Update> updates;
  std::vector<Translation> translations;
};

// A site that may embed petitions, by its exact origins, with its own share of the count. Or, without origins, somebody
// who shares links of their own.
struct Partner {
  std::string id;
  std::string name;
  std::vector<std::string> origins;
};

// A mistake in a campaign file, with its path for the author: "targets[2].phone".
struct CampaignProblem {
  ErrorCode code = ErrorCode::BadValue;
  std::string path;
};

// All mistakes in a campaign or partner; empty if it may be published.
std::vector<CampaignProblem> check_campaign(const Campaign& campaign);
std::vector<CampaignProblem> check_partner(const Partner& partner);

// The campaign with its texts in `locale`, if there is a translation (exact tag, then its language); otherwise
// unchanged. `locale` of the result is the language of its texts.
Campaign localized(const Campaign& campaign, std::string_view locale);

// Whether a signature counts before its mailbox has confirmed it. If so, anybody who knows a person's name and email
// address can sign for them, and learn from the count whether they had signed. Nothing can hide that, so organizers are
// told wherever campaigns are set up.
bool counts_at_once(const Campaign& campaign);

// What came of a closed or won campaign: its newest decision, else its newest delivery; null if there is neither.
const Update* outcome_of(const Campaign& campaign);

// Whether people can sign on `today` (YYYY-MM-DD, UTC).
bool accepts_signatures(const Campaign& campaign, std::string_view today);

// YYYY-MM-DD and HH:MM:SS of a UTC time in milliseconds since 1970, and whether a text is such a date (proleptic
// Gregorian).
std::string utc_date(std::int64_t time_ms);
std::string utc_clock(std::int64_t time_ms);
bool is_date(std::string_view text);

}  // namespace undersigned
