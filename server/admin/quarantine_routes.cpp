#include "server/admin/quarantine_routes.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "server/admin/audit.h"
#include "server/admin/page.h"
#include "server/admin/quarantine_page.h"
#include "server/api/problems.h"
#include "server/limits.h"

namespace undersigned::admin {
namespace {

using http::Reply;
using http::Request;
using http::Response;
using store::SignatureStatus;

std::vector<WaitingCampaign> waiting_campaigns(const campaigns::Snapshot& snapshot, Locale locale) {
  std::vector<WaitingCampaign> waiting;
  for (const campaigns::EntryPointer& entry : snapshot.all()) {
    const std::uint64_t signatures = entry->count->read().counts.quarantined;
    if (signatures == 0) continue;
    waiting.push_back({entry->campaign.slug, entry->text(locale).campaign.title, signatures});
  }
  return waiting;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The notice on the page that a decision redirects to.
std::string notice_of(const Request& request, Locale locale) {
  if (const auto released = number_in<std::uint64_t>(request.query("released"))) {
    return text_of_count(locale, Message::AdminReleased, *released);
  }
  if (const auto ruled_out = number_in<std::uint64_t>(request.query("ruled_out"))) {
    return text_of_count(locale, Message::AdminRuledOut, *ruled_out);
  }
  return {};
}

void get_quarantine(const AdminServices& services, const Request& request, const Reply& reply) {
  const auto who = signed_in_with(services, request, accounts::Right::Moderate);
  if (!who) return reply(refusal(services, request, who.error()));
  const Locale locale = api::locale_of(request);
  QuarantineView view;
  view.campaigns = waiting_campaigns(*services.common.catalog.snapshot(), locale);
  view.shown = request.query("campaign");
  if (view.shown.empty() && !view.campaigns.empty()) view.shown = view.campaigns.front().slug;
  view.notice = notice_of(request, locale);
  view.nothing_ticked = request.query("ticked") == "none";
  auto signatures = services.common.store.quarantined(view.shown, number_in<std::int64_t>(request.query("before")),
                                                      limits::kQuarantinePageRows + 1);
  if (!signatures) return reply(refusal(services, request, signatures.error()));
  view.signatures = std::move(signatures).value();
  view.more = view.signatures.size() > limits::kQuarantinePageRows;
  if (view.more) view.signatures.pop_back();

  pages::Document document = admin_document(locale, text_of(locale, Message::AdminQuarantine), *who);
  document.content = quarantine_content(view, *who, locale);
  reply(admin_response(services, 200, document));
}

// The ticked signatures. A malformed key selects nothing.
std::vector<store::SignatureKey> ticked_keys(const Form& form) {
  std::vector<store::SignatureKey> keys;
  for (const FormField& field : form) {
    if (field.name != "key") continue;
    store::SignatureKey key = key_from_text(field.value);
    if (key.cursor != 0) keys.push_back(std::move(key));
  }
  return keys;
}

// Returns how many were decided. In steps, each with its entries in the audit log, so that signers need not wait for all
// of them.
Result<std::size_t> decide(const AdminServices& services, const accounts::SignedIn& who,
                           const store::QuarantineChoice& choice, SignatureStatus status) {
  const auto entry = services.common.catalog.snapshot()->any(choice.campaign);
  const AuditAction action =
      status == SignatureStatus::Confirmed ? AuditAction::SignatureReleased : AuditAction::SignatureRuledOut;
  std::size_t signatures = 0;
  for (std::size_t step = 0; step < limits::kQuarantineStepsMax; ++step) {
    const Result<store::Decided> decided = services.common.store.decide_quarantined(
        choice, status, {who.username, services.common.utc_now_ms(), services.audit_log.link()});
    if (!decided) return decided.error();
    for (const store::AuditRow& row : decided->entries) log_entry(action, row);
    if (entry != nullptr) entry->count->committed(decided->counts, services.common.utc_now_ms());
    signatures += decided->public_ids.size();
    if (!choice.keys.empty() || decided->public_ids.size() < limits::kQuarantineStepRows) break;
  }
  return signatures;
}

std::optional<SignatureStatus> status_of(const std::string& decision) {
  if (decision == "release") return SignatureStatus::Confirmed;
  if (decision == "rule_out") return SignatureStatus::Invalid;
  return std::nullopt;
}

void post_decision(const AdminServices& services, const Request& request, const Reply& reply) {
  const Result<SessionForm> read = read_session_form(services, request);
  if (!read) return reply(refusal(services, request, read.error()));
  if (const Status may = accounts::require(read->who, accounts::Right::Moderate); !may) {
    return reply(refusal(services, request, may.error()));
  }
  const std::optional<SignatureStatus> status = status_of(field_value(read->form, "decision"));
  store::QuarantineChoice choice;
  choice.campaign = field_value(read->form, "campaign");
  const auto entry = services.common.catalog.snapshot()->any(choice.campaign);
  if (!status) return reply(refusal(services, request, {ErrorCode::BadBody, Field::Body}));
  if (entry == nullptr) return reply(refusal(services, request, {ErrorCode::UnknownCampaign, Field::Campaign}));

  const std::string reason = field_value(read->form, "reason");
  choice.suspicion = suspicion_from_name(reason);
  if (reason.empty()) {
    choice.keys = ticked_keys(read->form);
    if (choice.keys.empty()) return reply(redirect("/admin/quarantine?ticked=none&campaign=" + choice.campaign));
  } else if (choice.suspicion == 0) {
    return reply(refusal(services, request, {ErrorCode::BadBody, Field::Body}));
  }
  const Result<std::size_t> decided = decide(services, read->who, choice, *status);
  if (!decided) return reply(refusal(services, request, decided.error()));
  std::string back = *status == SignatureStatus::Confirmed ? "?released=" : "?ruled_out=";
  back += std::to_string(*decided);
  if (entry->count->read().counts.quarantined > 0) back += "&campaign=" + choice.campaign;
  reply(redirect("/admin/quarantine" + back));
}

}  // namespace

void add_quarantine_routes(http::Server& server, const AdminServices& services) {
  server.route(http::Method::Get, "/admin/quarantine",
               [&services](const Request& request, const Reply& reply) { get_quarantine(services, request, reply); });
  server.route(http::Method::Post, "/admin/quarantine/decisions",
               [&services](const Request& request, const Reply& reply) { post_decision(services, request, reply); });
}

}  // namespace undersigned::admin
