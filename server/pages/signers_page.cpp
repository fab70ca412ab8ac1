#include "server/pages/signers_page.h"

#include <optional>
#include <string>
#include <utility>

#include "server/api/cached_response.h"
#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/limits.h"
#include "server/pages/campaign_page.h"
#include "server/pages/country_names.h"
#include "server/pages/document.h"
#include "server/pages/error_page.h"
#include "shared/view/signers_view.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;

constexpr std::string_view kPurpose = "signers";

// Where a page begins.
struct PageStart {
  std::optional<std::int64_t> before;  // none: with the newest signer
  std::string cursor;                  // as in the address
};

// Nothing if the cursor is not one that we made for this campaign.
std::optional<PageStart> page_start(const api::Services& services, const Request& request, std::string_view slug) {
  const std::string cursor(request.query("after"));
  if (cursor.empty()) return PageStart{};
  const std::optional<std::int64_t> row = services.cursors.number_in(cursor);
  if (!row || !services.cursors.is_of(cursor, *row, {kPurpose, slug})) return {};
  return PageStart{row, cursor};
}

std::string address_after(const PageContext& context, const std::string& cursor) {
  const std::string first = address_in(context.embed, context.entry.campaign.slug, "/signers", context.locale);
  return cursor.empty() ? first : first + "&after=" + cursor;
}

Result<std::string> signers_page(const api::Services& services, const PageContext& context, const PageStart& start) {
  const auto& [entry, locale, embed] = context;
  const std::string& slug = entry.campaign.slug;
  auto found = services.store.public_signers(slug, start.before, limits::kSignersPageRows + 1);
  if (!found) return found.error();
  std::vector<store::PublicSigner> rows = std::move(found).value();

  view::SignersPage page{.campaign = entry.text(locale).campaign,
                         .locale = locale,
                         .countries = country_names(locale),
                         .petition = address_in(embed, slug, "", locale)};
  if (rows.size() > limits::kSignersPageRows) {
    rows.resize(limits::kSignersPageRows);
    page.next = address_after(context, services.cursors.hide(rows.back().cursor, {kPurpose, slug}));
  }
  if (start.before) page.first = address_after(context, {});
  for (store::PublicSigner& signer : rows) page.signers.push_back(api::to_view(std::move(signer)));

  Document document = document_of(context);
  document.title = view::signers_heading(page.campaign.kind, locale) + ": " + document.title;
  document.description.clear();
  document.path = "/p/" + slug + "/signers";
  // People chose to stand in this list, not in the results of a search for their name, perhaps years from now.
  document.indexed = Indexed::No;
  document.content = view::signers(page);
  return write_document(document, services.assets, services.base_url, services.operator_links);
}

// The first page has a slot of its own; of the others, those of partners and frames, some are cached.
std::shared_ptr<campaigns::CacheSlot> slot_of(const api::Services& services, const campaigns::EntryPointer& entry,
                                              const PageContext& context, const PageStart& start) {
  if (!start.before && !context.embed.framed() && context.embed.partner.empty()) {
    return {entry, &entry->slot(campaigns::Document::SignersPage, context.locale)};
  }
  return services.catalog.signers_variants().slot(entry, address_after(context, start.cursor));
}

}  // namespace

void get_signers(const api::Services& services, const Request& request, const Reply& reply) {
  const auto found = addressed_campaign(services, request);
  if (!found) return reply(found.error());
  const auto& [entry, embed, locale] = *found;
  const auto start = page_start(services, request, entry->campaign.slug);
  if (!start) return reply(error_page({ErrorCode::NotFound}, locale, services.assets, embed));
  const PageContext context = found->context();
  // Exact: who has withdrawn is on no page from then on.
  const auto bytes = slot_of(services, entry, context, *start)
                         ->get(api::revision_of(services, *entry), campaigns::Freshness::Exact,
                               [&] { return signers_page(services, context, *start); });
  if (!bytes) return reply(error_page(bytes.error(), locale, services.assets, embed));
  http::Response response = api::cached_response(request, **bytes, kCachedPageHead);
  add_page_headers(response, embed);
  reply(std::move(response));
}

}  // namespace undersigned::pages
