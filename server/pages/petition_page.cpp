#include "server/pages/petition_page.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/cached_response.h"
#include "server/api/forms.h"
#include "server/api/petition_page.h"
#include "server/api/problems.h"
#include "server/api/sender.h"
#include "server/crypto/random.h"
#include "server/limits.h"
#include "server/pages/campaign_page.h"
#include "server/pages/confirm_page.h"
#include "server/pages/country_names.h"
#include "server/pages/error_page.h"
#include "server/pages/paper.h"
#include "server/pages/petition_head.h"
#include "server/signing/confirm.h"
#include "server/signing/counted_partner.h"
#include "server/signing/sign.h"
#include "shared/text/form_urlencoded.h"
#include "shared/view/petition_view.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using view::Attr;
using view::Node;
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

// A way out of a frame in which nobody can sign, because its sandbox blocks forms or its page may send none. Shown if
// scripts are off, since then nothing can detect that; otherwise web/pages/blocked.ts shows it if needed. Includes the
// address as text, as a sandbox may block links, too.
Node plain_page_link(const api::Services& services, const PageContext& context) {
  EmbedContext alone;
  alone.partner = context.embed.partner;
  const std::string address = services.base_url + address_in(alone, context.entry.campaign.slug, "", context.locale);
  return view::element(
      Tag::P, {{Attr::Class, "plain-way"}},
      {view::element(Tag::Span, {{Attr::Hidden, ""}}, text_of(context.locale, Message::WidgetRefused) + " "),
       view::element(Tag::A, {{Attr::Href, address}}, text_of(context.locale, Message::WidgetOpenPage)),
       view::text(" "),
       view::element(Tag::Span, {{Attr::Class, "address"}, {Attr::Dir, "ltr"}},
                     services.base_url + "/p/" + context.entry.campaign.slug)});
}

std::string write_petition(const api::Services& services, view::PetitionPage page, const PageContext& context,
                           const view::FormState& state) {
  page.countries = country_names(page.locale);
  page.base_url.clear();  // relative: the form goes to where the page came from
  Document document = document_of(context);
  if (page.open) document.form_id = "sign";
  if (!state.errors.empty()) {
    document.title = text_of(page.locale, Message::ErrorSummaryTitle) + ": " + document.title;
  } else if (!context.embed.framed()) {
    document.indexed = Indexed::Yes;
    document.head_markup = petition_head(services, context.entry, page, document);
  }
  document.content = {view::petition(page, state)};
  if (!context.embed.framed() && state.errors.empty()) document.markup = paper_sheet(services, context, page);
  if (page.open && context.embed.framed()) document.content.push_back(plain_page_link(services, context));
  return write_campaign_document(services, std::move(document), context);
}

// Without scripts a form does not know the parameters of its page's address: pages are cached, the same for everybody.
// The Referer header, which our Referrer-Policy allows within this server, has them.
void take_source_of_link(std::string_view query, SignatureForm& form) {
  if (!form.utm_source.empty() || !form.utm_medium.empty() || !form.utm_campaign.empty()) return;
  FormReader reader(query);
  for (FormField field; reader.next(field);) {
    const bool is_source = field.name == "utm_source" || field.name == "utm_medium" || field.name == "utm_campaign";
    if (is_source && field.value.size() <= limits::kUtmBytesMax) set_form_field(form, field.name, field.value);
  }
}

// The page again, with what was typed. Reads nothing from the store, whose failure may be the reason.
http::Response page_again(const api::Services& services, const PageContext& context, const view::FormState& state,
                          std::int64_t retry_after_s = 0) {
  view::PetitionPage page = page_without_store(services, context);
  page.body = context.entry.text(context.locale).body_on_page;
  const int status = api::status_of(state.errors);
  http::Response response =
      page_response(status, write_petition(services, std::move(page), context, state), context.embed);
  if (status == 503) http::set_retry_after(response, limits::kBusyRetryAfterS);
  if (retry_after_s > 0) http::set_retry_after(response, retry_after_s);
  return response;
}

// The same for everyone: the thank-you page, or the page that asks for the code.
http::Response after_signing(const api::Services& services, const PageContext& context, const SignatureForm& typed) {
  if (context.entry.campaign.confirmation != ConfirmationPolicy::Email) return to_signed_page(context);
  const SignatureDraft& draft = typed.draft;
  return to_pending_page(services, context,
                         signing::request_name(services, context.entry,
                                               {.name = draft.name,
                                                .organization = draft.organization,
                                                .email = draft.email,
                                                .idempotency_key = typed.idempotency_key}));
}

Result<std::string> petition_page(const api::Services& services, const PageContext& context) {
  const EmbedContext& embed = context.embed;
  Result<view::PetitionPage> page =
      api::make_petition_page(services, context.entry, context.locale, view::Heading::Page);
  if (!page) return page.error();
  view::FormState state;
  if (!embed.partner.empty()) {
    const Status added = api::add_partner(services, context.entry, embed.partner, embed.partner_name, page.value());
    if (!added) return added.error();
    state.typed.partner = embed.partner;
  }
  return write_petition(services, std::move(page).value(), context, state);
}

std::string signed_page(const api::Services& services, const PageContext& context) {
  const auto& [entry, locale, embed] = context;
  const view::PetitionPage page = page_without_store(services, context);
  Document document = document_of(context);
  document.title = text_of(locale, thanks_heading(entry.campaign.kind)) + ": " + document.title;
  document.content = {campaign_article(context, {view::thank_you(page)})};
  return write_campaign_document(services, std::move(document), context);
}

// The plain page has a slot of its own; of the variants for partners and frames, some are cached.
std::shared_ptr<campaigns::CacheSlot> slot_of(const api::Services& services, const campaigns::EntryPointer& entry,
                                              Locale locale, const EmbedContext& embed) {
  if (!embed.framed() && embed.partner.empty()) {
    return {entry, &entry->slot(campaigns::Document::Page, locale)};
  }
  return services.catalog.variants().slot(entry, address_in(embed, entry->campaign.slug, "", locale));
}

}  // namespace

void get_petition(const api::Services& services, const Request& request, const Reply& reply) {
  const auto found = addressed_campaign(services, request);
  if (!found) return reply(found.error());
  const auto& [entry, embed, locale] = *found;
  const auto bytes = slot_of(services, entry, locale, embed)
                         ->get(api::revision_of(services, *entry), campaigns::Freshness::Recent,
                               [&] { return petition_page(services, found->context()); });
  if (!bytes) return reply(error_page(bytes.error(), locale, services.assets, embed));
  http::Response response = api::cached_response(request, **bytes, kCachedPageHead);
  add_page_headers(response, embed);
  reply(std::move(response));
}

void get_signed(const api::Services& services, const Request& request, const Reply& reply) {
  const auto found = addressed_campaign(services, request);
  if (!found) return reply(found.error());
  reply(page_response(200, signed_page(services, found->context()), found->embed));
}

void post_petition(const api::Services& services, const Request& request, const Reply& reply) {
  const auto snapshot = services.catalog.snapshot();
  const Locale reader = api::locale_of(request);
  const EmbedContext addressed = embed_context_of(request, *snapshot);
  const auto refuse = [&](Error error) { reply(error_page(error, reader, services.assets, addressed)); };
  const api::Sender sender{std::string(request.header("Origin"))};
  // A widget on a partner's site also sends its form here, if its script cannot send it.
  const Status own = api::require_own_page(request, services.base_url);
  if (!own && snapshot->partner_with_origin(sender.origin) == nullptr) return refuse(own.error());
  auto entry = snapshot->published(request.parameter("slug"));
  if (entry == nullptr) return refuse({ErrorCode::UnknownCampaign});
  Result<SignatureForm> form = api::read_signature_form(request);
  if (!form) return refuse(form.error());

  view::FormState state{std::move(form).value(), {}};
  const bool has_key = !state.typed.idempotency_key.empty();
  if (!has_key) state.typed.idempotency_key = crypto::random_public_id();
  take_source_of_link(api::own_page_query(request, services.base_url), state.typed);
  if (state.typed.locale.empty()) state.typed.locale = locale_tag(reader);
  const Locale locale = locale_from_tag(state.typed.locale);
  EmbedContext embed =
      addressed.partner.empty() ? embed_context_of_form(request, *snapshot, state.typed.partner) : addressed;
  signing::Refusal refusal = signing::sign(
      services,
      {entry, state.typed, sender.origin, signing::counted_partner(*snapshot, sender.origin, state.typed.partner),
       services.client_addresses.of(request), signing::Solver::None},
      [&services, entry, locale, embed, typed = state.typed, reply](const Result<store::Signed>& outcome) mutable {
        const http::Time not_before = outcome ? services.timing_equalizer.time_for_group(outcome->group) : http::Time{};
        reply.later([&services, entry = std::move(entry), locale, embed = std::move(embed), typed = std::move(typed),
                     outcome, not_before] {
          const PageContext context{*entry, locale, embed};
          if (!outcome) return page_again(services, context, {typed, {outcome.error()}});
          http::Response response = after_signing(services, context, typed);
          response.not_before = not_before;
          return response;
        });
      });
  state.errors = std::move(refusal.errors);
  if (state.errors.empty()) return;
  // Nothing was stored: the next submission is a new attempt, not a retry.
  if (!has_key) state.typed.idempotency_key.clear();
  reply(page_again(services, {*entry, locale, embed}, state, refusal.retry_after_s));
}

}  // namespace undersigned::pages
