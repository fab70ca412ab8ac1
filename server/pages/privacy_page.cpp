#include "server/pages/privacy_page.h"

#include "server/pages/campaign_page.h"
#include "shared/view/privacy_view.h"

namespace undersigned::pages {

void get_privacy(const api::Services& services, const http::Request& request, const http::Reply& reply) {
  const auto found = addressed_campaign(services, request);
  if (!found) return reply(found.error());
  const EmbedContext alone;
  const PageContext context{*found->entry, found->locale, alone};
  view::PetitionPage page = page_without_store(services, context);
  page.base_url.clear();  // relative links; the site's name is that of public_url
  Document document = document_of(context);
  document.title = text_of(context.locale, Message::PrivacyTitle) + ": " + document.title;
  document.description.clear();
  document.path += "/privacy";
  document.content = {campaign_article(context, view::privacy(page))};
  reply(page_response(200, write_campaign_document(services, std::move(document), context)));
}

}  // namespace undersigned::pages
