// What the pages of one campaign have in common: the petition, its thanks, what waits for the code of the mail.
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
#include "shared/view/petition_view.h"

namespace undersigned::pages {

// Which campaign, in which language, where. All of it outlives what is made from it.
struct PageContext {
  const campaigns::Entry& entry;
  Locale locale;
  const EmbedContext& embed;
};

// The reader's language: ?lang=, else Accept-Language, else the campaign's own, which is what a program that fetches a
// preview gets.
Locale reader_locale(const http::Request& request, const Campaign& campaign);

// Everything but the content.
Document document_of(const PageContext& context);

// What answers a form: reads nothing from the store, so a partner's count is left out.
view::PetitionPage page_without_store(const api::Services& services, const PageContext& context);

// The document, its content settled in its place.
std::string write_campaign_document(const api::Services& services, Document document, const PageContext& context);

// What is to be done now, or was, with the campaign's title and a way back (shared/view/step_view.h).
view::Node campaign_article(const PageContext& context, view::Nodes action);

// To the page that thanks.
http::Response to_signed_page(const PageContext& context);

// The languages the campaign's texts are in, its own first; none where the product speaks none of them.
std::vector<Locale> languages_of(const campaigns::Entry& entry);

}  // namespace undersigned::pages
