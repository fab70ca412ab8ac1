#include "server/pages/privacy_page.h"

#include "server/api/problems.h"
#include "server/pages/campaign_page.h"
#include "server/pages/error_page.h"
#include "shared/view/privacy_view.h"

namespace undersigned::pages {

void get_privacy(const api::Services& services, const http::Request& request, const http::Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const auto entry = snapshot->published(request.parameter("slug"));
  if (entry == nullptr) {
    return reply(error_page({ErrorCode::UnknownCampaign}, api::locale_of(request), services.assets));
  }
  const EmbedContext alone;
  const PageContext context{*entry, reader_locale(request, entry->campaign), alone};
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
