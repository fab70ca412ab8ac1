// Shared parts of a campaign's pages: the petition, the thank-you page, the page that waits for a code.
//
// Safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "server/api/services.h"
#include "server/campaigns/catalog.h"
#include "server/http/message.h"
#include "server/pages/document.h"
#include "server/pages/embed_context.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/petition_view.h"

namespace undersigned::pages {

// The campaign, the language, and how the page is embedded. Must outlive everything made from it.
struct PageContext {
  const campaigns::Entry& entry;
  Locale locale;
  const EmbedContext& embed;
};

// The campaign that a request's address names.
struct AddressedCampaign {
  campaigns::EntryPointer entry;
  EmbedContext embed;
  Locale locale = Locale::English;  // reader_locale()

  [[nodiscard]] PageContext context() const { return {*entry, locale, embed}; }
};

// Without such a campaign: a redirect if the slug, as it was typed or linked ("/p/Free-Dontae-Sharpe."), means one,
// otherwise the error page.
Result<AddressedCampaign, http::Response> addressed_campaign(const api::Services& services,
                                                             const http::Request& request);

// The reader's language: ?lang=, else Accept-Language, else the campaign's own, which programs that fetch previews get.
Locale reader_locale(const http::Request& request, const Campaign& campaign);

// Everything except the content.
Document document_of(const PageContext& context);

// For responses to forms: reads nothing from the store, so a partner's count is left out.
view::PetitionPage page_without_store(const api::Services& services, const PageContext& context);

// Writes the document, after rewriting its links for the context.
std::string write_campaign_document(const api::Services& services, Document document, const PageContext& context);

// An action, or its result, with the campaign's title and a link back (shared/view/step_view.h).
view::Node campaign_article(const PageContext& context, view::Nodes action);

// Redirects to the thank-you page.
http::Response to_signed_page(const PageContext& context);

// The languages of the campaign's texts, its own first; empty if the product has none of them.
std::vector<Locale> languages_of(const campaigns::Entry& entry);

}  // namespace undersigned::pages
