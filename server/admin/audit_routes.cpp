#include "server/admin/audit_routes.h"

#include <charconv>
#include <optional>

#include "server/admin/page.h"
#include "server/api/problems.h"
#include "server/limits.h"
#include "server/store/audit.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using view::Attr;
using view::Node;
using view::Tag;

// The action's name in the reader's language. One of a newer version stays as it is.
std::string words_of(const std::string& action, Locale locale) {
  for (std::size_t i = 0; i < store::kAuditActionCount; ++i) {
    const auto known = static_cast<store::AuditAction>(i);
    if (store::audit_action_name(known) == action) {
      return text_of(locale, static_cast<Message>(static_cast<std::size_t>(Message::AuditSignIn) + i));
    }
  }
  return action;
}
static_assert(static_cast<std::size_t>(Message::AuditUpdatePosted) - static_cast<std::size_t>(Message::AuditSignIn) +
                  1 ==
              store::kAuditActionCount);

Node column(Locale locale, Message words) {
  return view::element(Tag::Th, {{Attr::Scope, "col"}}, text_of(locale, words));
}

// Entries without an actor are the server's or its command line's.
Node entry_row(const store::AuditRow& entry, Locale locale) {
  const auto name = [](const std::string& text) {
    return view::element(Tag::Td, {}, {view::element(Tag::Span, {{Attr::Dir, "auto"}}, text.empty() ? "–" : text)});
  };
  return view::element(Tag::Tr, {},
                       {view::element(Tag::Td, {}, {time_element(entry.time_ms)}), name(entry.actor),
                        view::element(Tag::Td, {}, words_of(entry.action, locale)), name(entry.subject)});
}

Node entries_table(const std::vector<store::AuditRow>& entries, const std::string& caption, Locale locale) {
  view::Nodes rows;
  for (const store::AuditRow& entry : entries) rows.push_back(entry_row(entry, locale));
  return view::element(
      Tag::Table, {{Attr::Class, "counts"}, {Attr::AriaLabel, caption}},
      {view::element(Tag::Thead, {},
                     {view::element(Tag::Tr, {},
                                    {column(locale, Message::AdminTime), column(locale, Message::AdminActor),
                                     column(locale, Message::AdminAction), column(locale, Message::AdminSubject)})}),
       view::element(Tag::Tbody, {}, std::move(rows))});
}

// The number in `text`; nothing if it is not the number of an entry.
std::optional<std::int64_t> entry_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return {};
  return number;
}

void get_audit(const AdminServices& services, const Request& request, const Reply& reply) {
  const auto who = signed_in_with(services, request, accounts::Right::SeeAudit);
  if (!who) return reply(refusal(services, request, who.error()));
  const auto entries = services.common.store.audit(entry_number(request.query("before")), limits::kAuditPageRows);
  if (!entries) return reply(refusal(services, request, entries.error()));

  const Locale locale = api::locale_of(request);
  const std::string heading = text_of(locale, Message::AdminAudit);
  pages::Document document = admin_document(locale, heading, *who);
  document.content = {
      view::element(Tag::H1, {}, heading),
      view::element(Tag::Div,
                    {{Attr::Class, "wide"}, {Attr::Tabindex, "0"}, {Attr::Role, "region"}, {Attr::AriaLabel, heading}},
                    {entries_table(*entries, heading, locale)})};
  if (entries->size() == limits::kAuditPageRows) {
    const std::string older = "/admin/audit?before=" + std::to_string(entries->back().id);
    document.content.push_back(view::element(
        Tag::P, {}, {view::element(Tag::A, {{Attr::Href, older}}, text_of(locale, Message::AuditOlder))}));
  }
  reply(admin_response(services, 200, document));
}

}  // namespace

void add_audit_routes(http::Server& server, const AdminServices& services) {
  server.route(http::Method::Get, "/admin/audit",
               [&services](const Request& request, const Reply& reply) { get_audit(services, request, reply); });
}

}  // namespace undersigned::admin
