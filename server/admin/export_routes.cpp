#include "server/admin/export_routes.h"

#include <memory>
#include <utility>

#include "server/admin/audit.h"
#include "server/admin/page.h"
#include "server/api/problems.h"
#include "server/export/csv_export.h"
#include "server/http/security_headers.h"

namespace undersigned::admin {
namespace {

using exports::Rows;
using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Node;
using view::Tag;

Node hidden_token(const accounts::SignedIn& who) {
  return view::element(Tag::Input, {{Attr::Type, "hidden"}, {Attr::Name, "csrf"}, {Attr::Value, who.csrf_token}});
}

// `described_by` refers to the campaign's title, as the button's label is the same in every row.
Node button(const std::string& status, const std::string& words, const std::string& described_by) {
  return view::element(
      Tag::Button,
      {{Attr::Type, "submit"}, {Attr::Name, "status"}, {Attr::Value, status}, {Attr::AriaDescribedby, described_by}},
      words);
}

Node campaign_row(const campaigns::Entry& entry, const accounts::SignedIn& who, Locale locale) {
  const std::string& slug = entry.campaign.slug;
  const std::string id = "campaign-" + slug;
  const Node form =
      view::element(Tag::Form, {{Attr::Method, "post"}, {Attr::Action, "/admin/campaigns/" + slug + "/export"}},
                    {hidden_token(who), button("confirmed", text_of(locale, Message::AdminExportConfirmed), id),
                     view::text(" "), button("all", text_of(locale, Message::AdminExportAll), id)});
  return view::element(
      Tag::Tr, {},
      {view::element(Tag::Th, {{Attr::Scope, "row"}, {Attr::Id, id}}, entry.text(locale).campaign.title),
       view::element(Tag::Td, {{Attr::Class, "number"}}, number(locale, entry.count->read().counts.confirmed)),
       view::element(Tag::Td, {}, {form})});
}

Node campaigns_table(const campaigns::Snapshot& snapshot, const accounts::SignedIn& who, Locale locale) {
  const auto head = [&](Message words, std::string_view name) {
    return view::element(Tag::Th, {{Attr::Scope, "col"}, {Attr::Class, std::string(name)}}, text_of(locale, words));
  };
  view::Nodes rows;
  for (const campaigns::EntryPointer& entry : snapshot.all()) rows.push_back(campaign_row(*entry, who, locale));
  return view::element(
      Tag::Table, {{Attr::Class, "counts"}, {Attr::AriaLabel, text_of(locale, Message::AdminExport)}},
      {view::element(Tag::Thead, {},
                     {view::element(Tag::Tr, {},
                                    {head(Message::AdminCampaign, "name"), head(Message::AdminConfirmed, "number"),
                                     head(Message::AdminExport, "name")})}),
       view::element(Tag::Tbody, {}, std::move(rows))});
}

void get_export(const AdminServices& services, const Request& request, const Reply& reply) {
  const auto who = signed_in_with(services, request, accounts::Right::Export);
  if (!who) return reply(refusal(services, request, who.error()));
  const Locale locale = api::locale_of(request);
  const std::string heading = text_of(locale, Message::AdminExport);
  pages::Document document = admin_document(locale, heading, *who);
  const auto snapshot = services.common.catalog.snapshot();
  document.content = {
      view::element(Tag::H1, {}, heading), view::element(Tag::P, {}, text_of(locale, Message::AdminExportIntro)),
      view::element(Tag::Div,
                    {{Attr::Class, "wide"}, {Attr::Tabindex, "0"}, {Attr::Role, "region"}, {Attr::AriaLabel, heading}},
                    {campaigns_table(*snapshot, *who, locale)})};
  reply(admin_response(services, 200, document));
}

Response csv_response(const AdminServices& services, const std::string& campaign, Rows rows) {
  Response response;
  response.status = 200;
  response.content_type = "text/csv; charset=utf-8";
  response.headers = {
      {"Content-Disposition",
       "attachment; filename=\"" + exports::file_name(campaign, rows, services.common.utc_now_ms()) + "\""},
      {"Cache-Control", "no-store"}};
  http::add_security_headers(response, http::Audience::OwnPages);
  response.source = std::make_shared<exports::CsvExport>(services.common.store, campaign, rows);
  return response;
}

// Noted before the first byte is sent: an aborted export has revealed names, too. Refused if it cannot be noted.
void post_export(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_session_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  const auto refuse = [&](Error error) { reply(refusal(services, request, error)); };
  if (const Status allowed = accounts::require(read->who, accounts::Right::Export); !allowed)
    return refuse(allowed.error());
  const auto entry = services.common.catalog.snapshot()->any(request.parameter("slug"));
  if (entry == nullptr) return refuse({ErrorCode::UnknownCampaign, Field::Campaign});
  const std::string status = field_value(read->form, "status");
  if (status != "confirmed" && status != "all") return refuse({ErrorCode::UnknownChoice, Field::None});
  if (note(services, read->who.username, AuditAction::Exported, entry->campaign.slug) == Noted::No) {
    return refuse({ErrorCode::StorageFailed});
  }
  reply(csv_response(services, entry->campaign.slug, status == "all" ? Rows::All : Rows::Confirmed));
}

}  // namespace

void add_export_routes(http::Server& server, const AdminServices& services) {
  server.route(http::Method::Get, "/admin/export",
               [&services](const Request& request, const Reply& reply) { get_export(services, request, reply); });
  server.route(http::Method::Post, "/admin/campaigns/:slug/export",
               [&services](const Request& request, const Reply& reply) { post_export(services, request, reply); });
}

}  // namespace undersigned::admin
