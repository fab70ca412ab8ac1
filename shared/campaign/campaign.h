// A campaign: what is asked of whom, how people answer, and how the answers are counted.
//
// Plain values, safe to copy and to read from any thread. A campaign that came from outside is checked once, by
// check_campaign(); everything after that may rely on the limits in limits.h.
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

// Who is asked. A body such as Congress has a name only. `phone` is E.164 and belongs to call campaigns.
struct Target {
  std::string name;
  std::string office;
  std::string jurisdiction;
  std::string phone;
};

// One thing asked for. `id` is stable over edits and translations, so that #demand-<id> can be linked to.
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

// A consent is asked apart from the signature and never ticked beforehand (GDPR article 7, recital 32).
struct ConsentText {
  std::string id;
  std::string text;
  FieldUse use = FieldUse::Optional;
};

// Which fields the form asks beyond name and e-mail, which are always required.
struct FieldPolicy {
  FieldUse postcode = FieldUse::Optional;
  FieldUse country = FieldUse::Optional;
  FieldUse phone = FieldUse::Off;
  FieldUse comment = FieldUse::Optional;
  FieldUse role = FieldUse::Off;  // of the representative, in endorsements
};

struct Campaign;

// What the form asks: where a postcode is required, the country is asked too, as some have no postcodes.
FieldPolicy asked_fields(const Campaign& campaign);

// Signatures gathered elsewhere, for example on paper. Shown apart, with the note.
struct OfflineCount {
  std::uint64_t count = 0;
  std::string note;
};

struct Update {
  std::string date;  // YYYY-MM-DD
  std::string title;
  std::string text;
  std::string url;
  std::string link_label;
};

// The same campaign in another language. An empty text, or a list shorter than the campaign's, means "as in the
// campaign itself". Every list stands in the campaign's order.
struct Translation {
  std::string locale;
  std::string title;
  std::string summary;
  std::string body;
  std::string call_script;
  std::string video_title;
  std::string offline_note;
  std::vector<Target> targets;  // name, office and jurisdiction are used
  std::vector<std::string> demands;
  std::vector<std::string> consents;
  std::vector<std::string> link_labels;
  std::vector<Update> updates;  // title, text and link_label are used
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

  // How long a personal record (name, organization, role, e-mail, postcode, phone, comment) is kept, in months from its
  // signature, not from the campaign's closing: so every signer's day is known from the start, also where a campaign
  // has no end (storage limitation, GDPR article 5(1)(e)). Who must hand the names in later sets more months, or
  // exports them first. The signature then stays, counted, with what says nothing of one person: day, country, source,
  // consents by purpose. Its deduplication key stays as long as the campaign takes signatures, so that nobody counts
  // twice, and is forgotten once that has ended. A signature that nobody confirmed goes as a whole, after
  // limits::kPendingKeptDays.
  int retention_months = 24;

  std::string accent;  // "#a8201a"; empty: the product's own. Made readable on every ground by accent_palettes()
  std::vector<Update> updates;
  std::vector<Translation> translations;
};

// A site allowed to embed: its exact origins, and its own share of the count. Without origins, somebody who spreads a
// link of their own.
struct Partner {
  std::string id;
  std::string name;
  std::vector<std::string> origins;
};

// Where in a campaign something is wrong, for the person who wrote the file: "targets[2].phone".
struct CampaignProblem {
  ErrorCode code = ErrorCode::BadValue;
  std::string path;
};

// Everything that is wrong with a campaign or a partner; empty when it may be published.
std::vector<CampaignProblem> check_campaign(const Campaign& campaign);
std::vector<CampaignProblem> check_partner(const Partner& partner);

// The campaign with its texts in `locale` where there is a translation (exact tag, then its language), else unchanged.
// `locale` of the result says which language the texts are in.
Campaign localized(const Campaign& campaign, std::string_view locale);

// Whether a signature counts before its mailbox has confirmed it. Then whoever knows a person's name and e-mail address
// can sign for them, and learns from the count whether they had signed: nothing can hide that, so it is said wherever
// campaigns are set up.
bool counts_at_once(const Campaign& campaign);

// Whether people may sign on `today` (YYYY-MM-DD, UTC).
bool accepts_signatures(const Campaign& campaign, std::string_view today);

// YYYY-MM-DD and HH:MM:SS of a UTC time in milliseconds since 1970, and whether a text is such a date (proleptic
// Gregorian).
std::string utc_date(std::int64_t time_ms);
std::string utc_clock(std::int64_t time_ms);
bool is_date(std::string_view text);

}  // namespace undersigned
