#include "server/pages/petition_page.h"

#include <utility>

#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/api/sender.h"
#include "server/api/sign.h"
#include "server/http/ascii.h"
#include "server/http/security_headers.h"
#include "server/pages/country_names.h"
#include "server/pages/document.h"
#include "server/pages/error_page.h"
#include "shared/view/petition_view.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using view::Attr;
using view::Tag;

Message thanks_heading(CampaignKind kind) {
  switch (kind) {
    case CampaignKind::Petition:
      return Message::ThanksHeadingPetition;
    case CampaignKind::Endorsement:
      return Message::ThanksHeadingEndorsement;
    case CampaignKind::Call:
      return Message::ThanksHeadingCall;
  }
  return Message::ThanksHeadingPetition;
}

std::string path_of(const catalog::Entry& entry) {
  return "/p/" + entry.campaign.slug;
}

Document document_of(const catalog::Entry& entry, Locale locale) {
  Document document;
  document.locale = locale;
  document.title = entry.text(locale).campaign.title;
  document.description = entry.text(locale).campaign.summary;
  document.path = path_of(entry);
  document.script = "page.js";
  return document;
}

std::string write_petition(const api::Services& services, view::PetitionPage page, const catalog::Entry& entry,
                           const view::FormState& state) {
  page.countries = country_names(page.locale);
  page.base_url.clear();  // the form goes to where the page came from
  Document document = document_of(entry, page.locale);
  if (page.open) document.form_id = "sign";
  document.indexed = state.errors.empty() ? Indexed::Yes : Indexed::No;
  if (!state.errors.empty()) {
    document.title = text_of(page.locale, Message::ErrorSummaryTitle) + ": " + document.title;
  }
  document.content = {view::petition(page, state)};
  return write_document(document, services.assets, services.base_url);
}

// The page again, with the words typed. Reads nothing from the store, so that the writer's thread may write it.
http::Response page_again(const api::Services& services, const catalog::Entry& entry, Locale locale,
                          const view::FormState& state) {
  view::PetitionPage page = api::short_page(services, entry, locale, entry.count->read().counts.confirmed);
  page.heading = view::Heading::Page;
  page.body = entry.text(locale).body_on_page;
  const http::Response problem = api::problem(state.errors, locale);
  http::Response response = page_response(problem.status, write_petition(services, std::move(page), entry, state));
  for (const http::Header& header : problem.headers) {
    if (header.name == "Retry-After") response.headers.push_back(header);
  }
  return response;
}

http::Response to_signed_page(const catalog::Entry& entry, Locale locale) {
  http::Response response;
  response.status = 303;
  response.headers.push_back({"Location", path_of(entry) + "/signed?lang=" + std::string(locale_tag(locale))});
  response.headers.push_back({"Cache-Control", "no-store"});
  http::add_security_headers(response, http::Audience::OwnPages, content_security_policy());
  return response;
}

}  // namespace

Result<std::string> petition_page(const api::Services& services, const catalog::Entry& entry, Locale locale) {
  Result<view::PetitionPage> page = api::whole_page(services, entry, locale, view::Heading::Page);
  if (!page) return page.error();
  return write_petition(services, std::move(page).value(), entry, {});
}

std::string signed_page(const api::Services& services, const catalog::Entry& entry, Locale locale) {
  view::PetitionPage page = api::short_page(services, entry, locale, entry.count->read().counts.confirmed);
  page.heading = view::Heading::Page;
  Document document = document_of(entry, locale);
  document.title = text_of(locale, thanks_heading(entry.campaign.kind)) + ": " + document.title;
  document.script = {};
  const std::string back = path_of(entry) + "?lang=" + std::string(locale_tag(locale));
  view::Node head = view::element(
      Tag::Header, {{Attr::Class, "head"}},
      {view::element(Tag::H1, {{Attr::Class, "title"}}, page.campaign.title),
       view::element(Tag::P, {{Attr::Class, "summary"}}, page.campaign.summary),
       view::element(Tag::P, {{Attr::Class, "back"}},
                     {view::element(Tag::A, {{Attr::Href, back}}, text_of(locale, Message::BackToPetition))})});
  document.content = {
      view::element(Tag::Article, {{Attr::Class, "petition"}},
                    {std::move(head), view::element(Tag::Div, {{Attr::Class, "action"}}, {view::thank_you(page)})})};
  return write_document(document, services.assets, services.base_url);
}

void post_petition(const api::Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const Locale reader = api::locale_of(request);
  if (const Status own = api::require_own_page(request, services.base_url); !own) {
    return reply(error_page(own.error(), reader, services.assets));
  }
  auto entry = snapshot->published(request.parameter("slug"));
  if (entry == nullptr) return reply(error_page({ErrorCode::UnknownCampaign}, reader, services.assets));
  if (!http::equal_ignoring_case(request.media_type(), "application/x-www-form-urlencoded")) {
    return reply(error_page({ErrorCode::UnsupportedMedia}, reader, services.assets));
  }
  Result<SignatureForm> form = parse_signature_form(request.body);
  if (!form) return reply(error_page(form.error(), reader, services.assets));

  view::FormState state{std::move(form).value(), {}};
  if (state.typed.locale.empty()) state.typed.locale = locale_tag(reader);
  const Locale locale = locale_from_tag(state.typed.locale);
  const api::Sender sender{std::string(request.header("Origin"))};
  state.errors =
      api::sign(services, {entry, state.typed, sender.origin, api::partner_of(sender, *snapshot, state.typed.partner)},
                [&services, entry, locale, state, reply](const Result<store::Signed>& outcome) {
                  if (outcome.ok()) return reply(to_signed_page(*entry, locale));
                  reply(page_again(services, *entry, locale, {state.typed, {outcome.error()}}));
                });
  if (!state.errors.empty()) reply(page_again(services, *entry, locale, state));
}

}  // namespace undersigned::pages
