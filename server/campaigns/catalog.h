// All campaigns in memory, ready to be shown: texts in each language with their Markdown as nodes, rules, partners,
// counts, and cached documents.
//
// Readers take a snapshot and may keep it; a reload replaces it. What did not change is shared between both, with its
// cached documents. Thread-safe; only one thread at a time may call reload().
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/mutex.h"
#include "server/campaigns/live_count.h"
#include "server/campaigns/partner_counts.h"
#include "server/campaigns/recent_cache.h"
#include "server/campaigns/response_cache.h"
#include "server/campaigns/shared_document.h"
#include "server/limits.h"
#include "server/store/campaign_store.h"
#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/signature/signature.h"
#include "shared/view/node.h"

namespace undersigned::campaigns {

// The cached documents of each campaign and language.
enum class Document : std::uint8_t { View, ViewForOtherSites, Form, Count, Signers, Page, SignersPage };
inline constexpr std::size_t kDocumentCount = 7;

// The cached documents about all campaigns.
enum class ListDocument : std::uint8_t { Directory, Page, Campaigns };
inline constexpr std::size_t kListDocumentCount = 3;

struct LocalizedText {
  Campaign campaign;
  view::Nodes body_on_page;    // its Markdown, with headings after an h1
  view::Nodes body_in_widget;  // the same after an h2
};

struct Entry {
  Campaign campaign;  // in its own language
  std::string text_version;
  std::string document;  // the campaign as JSON, to notice changes
  SignRules rules;
  std::array<LocalizedText, kLocaleCount> texts;  // in the order of kLocales
  std::shared_ptr<LiveCount> count;

  [[nodiscard]] const LocalizedText& text(Locale locale) const { return texts[static_cast<std::size_t>(locale)]; }
  [[nodiscard]] CacheSlot& slot(Document which, Locale locale) const {
    return slots[static_cast<std::size_t>(which) * kLocaleCount + static_cast<std::size_t>(locale)];
  }

  [[nodiscard]] SharedDocument& thanks_in(Locale locale) const { return thanks[static_cast<std::size_t>(locale)]; }
  // Does not depend on a count: the same for everyone.
  [[nodiscard]] SharedDocument& pending_in(Locale locale) const { return pending[static_cast<std::size_t>(locale)]; }

  mutable std::array<CacheSlot, kDocumentCount * kLocaleCount> slots;
  mutable std::array<SharedDocument, kLocaleCount> thanks;
  mutable std::array<SharedDocument, kLocaleCount> pending;
  mutable PartnerCounts partner_counts;
};

using EntryPointer = std::shared_ptr<const Entry>;

class Snapshot {
 public:
  // Null if the campaign does not exist or is a draft, which the public must not see.
  [[nodiscard]] EntryPointer published(std::string_view slug) const;

  // Includes drafts; null if the campaign does not exist.
  [[nodiscard]] EntryPointer any(std::string_view slug) const;

  // All campaigns in the store's order, including drafts.
  [[nodiscard]] const std::vector<EntryPointer>& all() const { return all_; }

  // Null if there is no such partner.
  [[nodiscard]] const Partner* partner(std::string_view id) const;
  [[nodiscard]] const Partner* partner_with_origin(std::string_view origin) const;
  [[nodiscard]] const std::map<std::string, Partner, std::less<>>& partners() const { return partners_; }

  // Changes when anything public about the campaigns changes. For lists.
  [[nodiscard]] std::uint64_t public_generation(std::int64_t now_ms) const;
  [[nodiscard]] CacheSlot& slot(ListDocument which, Locale locale) const {
    return slots_[static_cast<std::size_t>(which) * kLocaleCount + static_cast<std::size_t>(locale)];
  }

 private:
  friend class Catalog;

  std::vector<EntryPointer> all_;
  std::map<std::string, EntryPointer, std::less<>> by_slug_;
  std::map<std::string, Partner, std::less<>> partners_;
  std::map<std::string, std::string, std::less<>> partner_by_origin_;
  mutable std::array<CacheSlot, kListDocumentCount * kLocaleCount> slots_;
};

class Catalog {
 public:
  explicit Catalog(store::CampaignStore& store);

  // Reads campaigns, partners and counts again. StorageFailed changes nothing. Busy: a signature was committed while
  // the counts were read; everything else is up to date, so call it again for the counts.
  Status reload();

  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;

  // Documents with more variants than an entry has slots: for partners and for frames.
  [[nodiscard]] RecentCache<CacheSlot>& variants() { return variants_; }
  [[nodiscard]] RecentCache<SharedDocument>& thanks_variants() { return thanks_variants_; }
  // Further pages of signers: apart, so that a robot on its way through them displaces nothing else.
  [[nodiscard]] RecentCache<CacheSlot>& signers_variants() { return signers_variants_; }

 private:
  Result<std::shared_ptr<Snapshot>> read(const Snapshot& old);
  Status read_counts(const Snapshot& snapshot);

  store::CampaignStore& store_;
  RecentCache<CacheSlot> variants_{limits::kCachedVariantsMax};
  RecentCache<SharedDocument> thanks_variants_{limits::kCachedVariantsMax};
  RecentCache<CacheSlot> signers_variants_{limits::kCachedVariantsMax};
  mutable base::Mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace undersigned::campaigns
