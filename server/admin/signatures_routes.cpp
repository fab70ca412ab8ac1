#include "server/admin/signatures_routes.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "server/admin/audit.h"
#include "server/admin/page.h"
#include "server/admin/quarantine_page.h"
#include "server/admin/signatures_page.h"
#include "server/api/problems.h"
#include "server/limits.h"
#include "server/signing/take_down.h"
#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/characters.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using signing::TakeDown;

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return {};
  return number;
}

Status read_newest(store::Store& store, std::optional<std::int64_t> before, SignaturesView& view) {
  auto rows = store.signatures(view.shown, before, limits::kSignaturesShownRows + 1);
  if (!rows) return rows.error();
  view.signatures = std::move(rows).value();
  if (view.signatures.size() <= limits::kSignaturesShownRows) return Done{};
  view.signatures.pop_back();
  view.older = view.signatures.back().cursor;
  return Done{};
}

// There is no index of public ids, so it searches a limited number of rows, and the page offers to continue.
Status find_by_id(store::Store& store, std::optional<std::int64_t> before, SignaturesView& view) {
  for (std::size_t page = 0; page < limits::kSignaturePagesSearched; ++page) {
    const auto rows = store.signatures(view.shown, before, limits::kSignaturePageRows);
    if (!rows) return rows.error();
    for (const store::SignatureRow& row : *rows) {
      if (row.public_id != view.sought) continue;
      view.signatures = {row};
      return Done{};
    }
    if (rows->size() < limits::kSignaturePageRows) return Done{};
    before = rows->back().cursor;
  }
  view.older = before;
  return Done{};
}

// The signature with this key in the campaign.
Result<store::SignatureRecord> find_record(store::Store& store, const std::string& campaign,
                                           const store::SignatureKey& key) {
  if (key.cursor == 0) return Error{ErrorCode::NotFound, Field::None};
  auto records = store.signature_records(campaign, key.cursor - 1, 1);
  if (!records) return records.error();
  if (records->empty() || records->front().key.cursor != key.cursor ||
      records->front().key.public_id != key.public_id) {
    return Error{ErrorCode::NotFound, Field::None};
  }
  return std::move(records->front());
}

void show_one(const AdminServices& services, const Request& request, const Reply& reply,
              const accounts::SignedIn& who) {
  const Locale locale = api::locale_of(request);
  auto record =
      find_record(services.common.store, std::string(request.query("campaign")), key_from_text(request.query("key")));
  if (!record) return reply(refusal(services, request, record.error()));
  pages::Document document = admin_document(locale, text_of(locale, Message::AdminSignatures), who);
  document.content = signature_content(
      {std::move(record).value(), request.query("done") == "yes", request.query("reason") == "missing"}, who, locale);
  reply(admin_response(services, 200, document));
}

void get_signatures(const AdminServices& services, const Request& request, const Reply& reply) {
  const auto who = signed_in_with(services, request, accounts::Right::Moderate);
  if (!who) return reply(refusal(services, request, who.error()));
  if (!request.query("key").empty()) return show_one(services, request, reply, *who);
  const Locale locale = api::locale_of(request);
  SignaturesView view;
  for (const campaigns::EntryPointer& entry : services.common.catalog.snapshot()->all()) {
    view.campaigns.emplace_back(entry->campaign.slug, entry->text(locale).campaign.title);
  }
  view.shown = request.query("campaign");
  if (view.shown.empty() && !view.campaigns.empty()) view.shown = view.campaigns.front().first;
  if (!view.shown.empty() && services.common.catalog.snapshot()->any(view.shown) == nullptr) {
    return reply(refusal(services, request, {ErrorCode::UnknownCampaign, Field::Campaign}));
  }
  view.sought = trim(request.query("id"));
  const auto before = number_in(request.query("before"));
  store::Store& store = services.common.store;
  const bool is_id =
      std::all_of(view.sought.begin(), view.sought.end(), [](char c) { return is_ascii_alphanumeric(c); });
  Status read = Done{};
  if (view.sought.empty()) {
    read = read_newest(store, before, view);
  } else if (is_id) {
    read = find_by_id(store, before, view);
  }
  if (!read) return reply(refusal(services, request, read.error()));
  pages::Document document = admin_document(locale, text_of(locale, Message::AdminSignatures), *who);
  document.content = signatures_content(view, locale);
  reply(admin_response(services, 200, document));
}

// Updates the campaign's pages and counts.
void show_change(const AdminServices& services, const std::string& campaign, const signing::Taken& taken) {
  const auto entry = services.common.catalog.snapshot()->any(campaign);
  if (entry == nullptr) return;
  if (taken.counts) entry->count->committed(*taken.counts, services.common.utc_now_ms());
  entry->count->signers_changed();
}

void post_take_down(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_session_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  const auto refuse = [&](Error error) { reply(refusal(services, request, error)); };
  if (const Status may = accounts::require(read->who, accounts::Right::Moderate); !may) return refuse(may.error());
  const auto what = signing::take_down_from(field_value(read->form, "what"));
  if (!what) return refuse({ErrorCode::BadBody, Field::Body});
  if (*what == TakeDown::Erase) {
    if (const Status may = accounts::require(read->who, accounts::Right::Erase); !may) return refuse(may.error());
  }
  const std::string campaign = field_value(read->form, "campaign");
  if (services.common.catalog.snapshot()->any(campaign) == nullptr) {
    return refuse({ErrorCode::UnknownCampaign, Field::Campaign});
  }
  const std::string key_text = field_value(read->form, "key");
  const store::SignatureKey key = key_from_text(key_text);
  if (key.cursor == 0) return refuse({ErrorCode::NotFound, Field::None});
  const std::string back =
      "/admin/signatures?campaign=" + campaign + "&key=" + std::to_string(key.cursor) + "-" + key.public_id;
  const auto reason = signing::read_reason(field_value(read->form, "reason"));
  if (!reason) {
    const auto record = find_record(services.common.store, campaign, key);
    return record ? reply(redirect(back + "&reason=missing")) : refuse(record.error());
  }
  const auto taken = noted(services, read->who.username, signing::audit_action(*what), key.public_id + ": " + *reason,
                           [&] { return signing::take_down(services.common.store, campaign, key, *what); });
  if (!taken) return refuse(taken.error());
  show_change(services, campaign, *taken);
  reply(redirect(back + "&done=yes"));
}

}  // namespace

void add_signatures_routes(http::Server& server, const AdminServices& services) {
  server.route(http::Method::Get, "/admin/signatures",
               [&services](const Request& request, const Reply& reply) { get_signatures(services, request, reply); });
  server.route(http::Method::Post, "/admin/signatures/take-down",
               [&services](const Request& request, const Reply& reply) { post_take_down(services, request, reply); });
}

}  // namespace undersigned::admin
