#include "server/admin/dashboard_routes.h"

#include "server/admin/page.h"
#include "server/api/problems.h"
#include "shared/campaign/goal.h"

namespace undersigned::admin {
namespace {

using view::Attr;
using view::Node;
using view::Tag;

Node number_cell(Locale locale, std::uint64_t value) {
  return view::element(Tag::Td, {{Attr::Class, "number"}}, number(locale, value));
}

Node campaign_row(const campaigns::Entry& entry, Locale locale) {
  const Campaign& campaign = entry.text(locale).campaign;
  const store::Counts counts = entry.count->read().counts;
  const Node title =
      campaign.status == CampaignStatus::Draft
          ? view::text(campaign.title)
          : view::element(Tag::A,
                          {{Attr::Href, "/p/" + campaign.slug}, {Attr::Target, "_blank"}, {Attr::Rel, "noopener"}},
                          campaign.title);
  return view::element(
      Tag::Tr, {},
      {view::element(Tag::Th, {{Attr::Scope, "row"}}, {title}), number_cell(locale, counts.confirmed),
       number_cell(locale, counts.pending),
       number_cell(locale, goal_for(campaign.goal_steps, counted_in_all(campaign, counts.confirmed)))});
}

Node counts_table(const campaigns::Snapshot& snapshot, Locale locale) {
  const auto head = [&](Message words, std::string_view name) {
    return view::element(Tag::Th, {{Attr::Scope, "col"}, {Attr::Class, std::string(name)}}, text_of(locale, words));
  };
  view::Nodes rows;
  for (const campaigns::EntryPointer& entry : snapshot.all()) rows.push_back(campaign_row(*entry, locale));
  return view::element(
      Tag::Table, {{Attr::Class, "counts"}, {Attr::AriaLabel, text_of(locale, Message::AdminCountsCaption)}},
      {view::element(Tag::Thead, {},
                     {view::element(Tag::Tr, {},
                                    {head(Message::AdminCampaign, "name"), head(Message::AdminConfirmed, "number"),
                                     head(Message::AdminPending, "number"), head(Message::AdminGoal, "number")})}),
       view::element(Tag::Tbody, {}, std::move(rows))});
}

// The element that the script reads. Written as text, as the view tree has no data- attributes of this kind.
std::string dashboard_place(const assets::Assets& assets, Locale locale, const Node& fallback) {
  return "<div id=\"dashboard\" data-wasm=\"" + assets.url("dashboard.wasm") + "\" data-wasm-integrity=\"" +
         std::string(assets.integrity("dashboard.wasm")) + "\" data-api=\"/admin/data\" data-lang=\"" +
         std::string(locale_tag(locale)) + "\"></div>" + view::to_html(fallback);
}

// A link to the signatures in quarantine, with their number; nothing if there are none.
view::Nodes waiting_link(const campaigns::Snapshot& snapshot, const accounts::SignedIn& who, Locale locale) {
  std::uint64_t waiting = 0;
  for (const campaigns::EntryPointer& entry : snapshot.all()) waiting += entry->count->read().counts.quarantined;
  if (waiting == 0 || !accounts::has_right(who.role, accounts::Right::Moderate)) return {};
  return {view::element(Tag::P, {{Attr::Class, "waiting-link"}},
                        {view::element(Tag::A, {{Attr::Href, "/admin/quarantine"}},
                                       text_of_count(locale, Message::AdminWaiting, waiting))})};
}

// Names the campaigns that count signatures at once, and what that reveals; nothing if there are none.
view::Nodes counting_at_once(const campaigns::Snapshot& snapshot, Locale locale) {
  view::Nodes titles;
  for (const campaigns::EntryPointer& entry : snapshot.all()) {
    const Campaign& campaign = entry->text(locale).campaign;
    if (campaign.status != CampaignStatus::Open || !counts_at_once(campaign)) continue;
    titles.push_back(view::element(Tag::Li, {{Attr::Lang, campaign.locale}, {Attr::Dir, "auto"}}, campaign.title));
  }
  if (titles.empty()) return {};
  const std::string summary = text_of_count(locale, Message::AdminCountsAtOnce, titles.size());
  return {view::element(Tag::Details, {{Attr::Class, "counting-at-once"}},
                        {view::element(Tag::Summary, {}, summary),
                         view::element(Tag::P, {}, text_of(locale, Message::AdminCountsAtOnceWhy)),
                         view::element(Tag::Ul, {}, std::move(titles))})};
}

void get_dashboard(const AdminServices& services, const http::Request& request, const http::Reply& reply) {
  const Locale locale = api::locale_of(request);
  const Result<accounts::SignedIn> who = signed_in(services, request);
  if (!who) return reply(refusal(services, request, who.error()));

  pages::Document document = admin_document(locale, text_of(locale, Message::AdminTitle), *who);
  const auto snapshot = services.common.catalog.snapshot();
  const Node fallback = view::element(
      Tag::Section, {{Attr::Class, "dashboard-fallback"}, {Attr::Id, "counts"}},
      {view::element(Tag::H1, {}, text_of(locale, Message::AdminCountsCaption)), counts_table(*snapshot, locale)});
  document.content = waiting_link(*snapshot, *who, locale);
  for (Node& note : counting_at_once(*snapshot, locale)) document.content.push_back(std::move(note));
  document.script = "dashboard.js";
  document.markup = dashboard_place(services.common.assets, locale, fallback);
  reply(admin_response(services, 200, document));
}

}  // namespace

void add_dashboard_routes(http::Server& server, const AdminServices& services) {
  server.route(http::Method::Get, "/admin", [&services](const http::Request& request, const http::Reply& reply) {
    get_dashboard(services, request, reply);
  });
}

}  // namespace undersigned::admin
