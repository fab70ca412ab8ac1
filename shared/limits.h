// Limits that core, widget and server share, each written once: the core checks them, the server enforces them, and the
// HTML has them as maxlength. Those that only the server needs are in server/limits.h.
//
// Units are last in the name. "_chars" counts Unicode code points, "_bytes" counts UTF-8 bytes. Byte limits are checked
// first, so no work is done on input that can never be accepted.
#pragma once

#include <cstddef>
#include <cstdint>

namespace undersigned::limits {

// What a signer types.
inline constexpr std::size_t kNameCharsMin = 2;
inline constexpr std::size_t kNameCharsMax = 100;
inline constexpr std::size_t kOrganizationCharsMax = 150;
inline constexpr std::size_t kRoleCharsMax = 100;
inline constexpr std::size_t kEmailBytesMax = 254;      // RFC 5321 4.5.3.1.3: a path of 256 bytes with two brackets
inline constexpr std::size_t kEmailLocalBytesMax = 64;  // RFC 5321 4.5.3.1.1
inline constexpr std::size_t kDomainBytesMax = 253;     // RFC 1035 3.1, without the root's length byte
inline constexpr std::size_t kDomainLabelBytesMax = 63;
inline constexpr std::size_t kPostcodeCharsMax = 12;
inline constexpr std::size_t kPhoneDigitsMin = 7;
inline constexpr std::size_t kPhoneDigitsMax = 15;  // E.164
inline constexpr std::size_t kPhoneCharsMax = 48;   // as typed, with blanks, brackets and an extension
// maxlength of the field. Pasted text may hold invisible characters, which must not cause a cut.
inline constexpr std::size_t kPostcodeTypedCharsMax = 24;
inline constexpr std::size_t kPhoneTypedCharsMax = 64;
inline constexpr std::size_t kCommentCharsMax = 1000;
inline constexpr std::size_t kLocaleBytesMax = 16;
inline constexpr std::size_t kUtf8BytesPerChar = 4;

// Where a signature came from.
inline constexpr std::size_t kSlugBytesMax = 64;
inline constexpr std::size_t kPartnerBytesMax = 64;
inline constexpr std::size_t kOriginBytesMax = 300;
inline constexpr std::size_t kIdempotencyKeyBytesMin = 16;
inline constexpr std::size_t kIdempotencyKeyBytesMax = 64;

inline constexpr std::size_t kShareTextCharsMax = 500;  // a message to edit before sharing

// A campaign.
inline constexpr std::size_t kTitleCharsMax = 150;
inline constexpr std::size_t kSummaryCharsMax = 500;
inline constexpr std::size_t kBodyBytesMax = 32'768;
inline constexpr std::size_t kTargetsMax = 16;
inline constexpr std::size_t kTargetCharsMax = 150;
inline constexpr std::size_t kDemandsMax = 40;
inline constexpr std::size_t kDemandCharsMax = 1000;
inline constexpr std::size_t kConsentsMax = 6;
inline constexpr std::size_t kConsentCharsMax = 500;
inline constexpr std::size_t kLinksMax = 8;
inline constexpr std::size_t kPictureNameBytesMax = 255;
inline constexpr std::size_t kPictureAltCharsMax = 300;
inline constexpr std::size_t kUrlBytesMax = 1000;
inline constexpr std::size_t kGoalStepsMax = 24;
inline constexpr std::size_t kUpdatesMax = 100;
inline constexpr std::size_t kUpdateCharsMax = 4000;
inline constexpr std::size_t kScriptCharsMax = 2000;
inline constexpr std::size_t kOrganizerCharsMax = 100;
inline constexpr std::size_t kOrganizerAddressCharsMax = 300;
inline constexpr std::size_t kPrivacyCharsMax = 4000;
inline constexpr std::size_t kSharedWithCharsMax = 300;
inline constexpr std::size_t kTranslationsMax = 40;
inline constexpr std::size_t kCampaignsMax = 1000;
inline constexpr std::size_t kPartnersMax = 1000;
inline constexpr std::size_t kOriginsPerPartnerMax = 16;
inline constexpr std::size_t kCampaignFileBytesMax = 8'388'608;
inline constexpr int kRetentionMonthsMax = 120;
inline constexpr int kPendingKeptDays = 30;  // unconfirmed signatures; longer than any link of their mails works

// A request.
inline constexpr std::size_t kRequestBodyBytesMax = 65'536;
inline constexpr std::size_t kFormFieldsMax = 64;

// Lists on pages and in admin mode.
inline constexpr std::size_t kSignaturePageRows = 5'000;
inline constexpr std::size_t kDashboardRowsMax = 1'000'000;
inline constexpr std::size_t kMomentumHoursMax = 336;   // 14 days
inline constexpr std::size_t kMomentumDaysMax = 1'098;  // 3 years

// Accounts of organizers.
inline constexpr std::size_t kPasswordCharsMin = 12;
inline constexpr std::size_t kPasswordBytesMax = 256;

// Codes and links in mails.
inline constexpr std::int64_t kMailCodeMs = 10LL * 60 * 1000;  // the maximum of OWASP ASVS 5.0, 6.5.5

}  // namespace undersigned::limits
