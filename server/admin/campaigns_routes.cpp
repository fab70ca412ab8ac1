#include "server/admin/campaigns_routes.h"

#include <utility>

#include "server/admin/audit.h"
#include "server/admin/campaigns_page.h"
#include "server/admin/page.h"
#include "server/api/problems.h"
#include "server/editing/changes.h"
#include "server/http/route_with.h"
#include "server/limits.h"
#include "shared/campaign/names.h"
#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/plain_text.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;

// Completes the view with what is stored, and shows it.
http::Response campaign_page(const AdminServices& services, const Request& request, const accounts::SignedIn& who,
                             const std::string& slug, CampaignPageView view = {}) {
  const Locale locale = api::locale_of(request);
  auto published = services.common.store.published(slug);
  if (!published && published.error().code == ErrorCode::NotFound) {
    return refusal(services, request, {ErrorCode::UnknownCampaign, Field::Campaign});
  }
  if (!published) return refusal(services, request, published.error());
  auto versions = services.common.store.versions(slug, {}, limits::kVersionsShown);
  if (!versions) return refusal(services, request, versions.error());
  view.campaign = std::move(published.value().campaign);
  view.versions = std::move(versions).value();
  if (view.typed.date.empty() && view.problems.empty()) view.typed.date = utc_date(services.common.utc_now_ms());
  pages::Document document = admin_document(locale, text_of(locale, Message::AdminCampaigns), who);
  document.title = view.campaign.title + " – Undersigned";
  document.content = campaign_content(view, who, locale);
  return admin_response(services, view.problems.empty() && view.refusal.empty() ? 200 : 422, document);
}

void get_campaigns(const AdminServices& services, const Request& request, const Reply& reply) {
  const auto who = signed_in_with(services, request, accounts::Right::EditCampaigns);
  if (!who) return reply(refusal(services, request, who.error()));
  const Locale locale = api::locale_of(request);
  if (const std::string slug(request.query("campaign")); !slug.empty()) {
    CampaignPageView view;
    if (request.query("done") == "update") view.notice = text_of(locale, Message::AdminUpdatePosted);
    if (request.query("done") == "state") view.notice = text_of(locale, Message::AdminStateChanged);
    return reply(campaign_page(services, request, *who, slug, std::move(view)));
  }
  pages::Document document = admin_document(locale, text_of(locale, Message::AdminCampaigns), *who);
  document.content = campaigns_content(*services.common.catalog.snapshot(), locale);
  reply(admin_response(services, 200, document));
}

// The posted form of somebody who may edit campaigns.
Result<SessionForm> read_campaign_form(const AdminServices& services, const Request& request) {
  Result<SessionForm> read = read_session_form(services, request);
  if (!read) return read;
  if (const Status may = accounts::require(read->who, accounts::Right::EditCampaigns); !may) return may.error();
  return read;
}

store::SavedBy saved_by(const AdminServices& services, const SessionForm& read) {
  return {read.who.username, services.common.utc_now_ms()};
}

// The page after a change: again if it was refused, otherwise by a redirect.
http::Response after(const AdminServices& services, const Request& request, const SessionForm& read,
                     const std::string& slug, const Status& changed, std::string_view done,
                     CampaignPageView view = {}) {
  if (changed) return redirect(campaign_address(slug) + "&done=" + std::string(done));
  switch (changed.error().code) {
    case ErrorCode::NotFound:
      return refusal(services, request, {ErrorCode::UnknownCampaign, Field::Campaign});
    case ErrorCode::NewerVersion:
      view.refusal = text_of(read.locale, Message::AdminNewerVersion);
      break;
    case ErrorCode::TooMany:
      view.refusal =
          text_of(read.locale, Message::AdminTooManyUpdates, {{"max", number(read.locale, limits::kUpdatesMax)}});
      break;
    default:
      return refusal(services, request, changed.error());
  }
  return campaign_page(services, request, read.who, slug, std::move(view));
}

void post_state(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_campaign_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  const std::string slug = field_value(read->form, "campaign");
  const auto status = campaign_status_from(field_value(read->form, "status"));
  if (!status) return reply(refusal(services, request, {ErrorCode::BadBody, Field::Body}));
  const Status changed =
      noted(services, read->who.username, AuditAction::CampaignStateChanged, slug + " " + std::string(to_name(*status)),
            [&] { return editing::set_status(services.common.store, slug, *status, saved_by(services, *read)); });
  reply(after(services, request, *read, slug, changed, "state"));
}

// A text of the form, without the blanks around it.
std::string typed_in(const Form& form, std::string_view name) {
  std::string text = field_value(form, name);
  const auto tidy = tidy_text(text, limits::kUpdateCharsMax, name == "text" ? Lines::Many : Lines::One, Field::None);
  return tidy ? *tidy : text;
}

Update update_in(const Form& form) {
  Update update;
  if (const auto kind = update_kind_from(field_value(form, "kind")); kind) update.kind = *kind;
  update.date = typed_in(form, "date");
  update.title = typed_in(form, "title");
  update.text = typed_in(form, "text");
  update.url = typed_in(form, "url");
  update.link_label = typed_in(form, "link_label");
  return update;
}

void post_update(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_campaign_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  const std::string slug = field_value(read->form, "campaign");
  CampaignPageView view;
  view.typed = update_in(read->form);
  view.problems = editing::check_update(view.typed);
  if (!view.problems.empty()) return reply(campaign_page(services, request, read->who, slug, std::move(view)));
  const Status posted = noted(services, read->who.username, AuditAction::UpdatePosted, slug, [&] {
    return editing::post_update(services.common.store, slug, view.typed, saved_by(services, *read));
  });
  reply(after(services, request, *read, slug, posted, "update", std::move(view)));
}

}  // namespace

void add_campaigns_routes(http::Server& server, const AdminServices& services) {
  const auto route = http::route_with(server, services);
  route(http::Method::Get, "/admin/campaigns", get_campaigns);
  route(http::Method::Post, "/admin/campaigns/state", post_state);
  route(http::Method::Post, "/admin/campaigns/update", post_update);
}

}  // namespace undersigned::admin
