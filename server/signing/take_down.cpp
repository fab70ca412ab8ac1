#include "server/signing/take_down.h"

#include <algorithm>
#include <array>

#include "server/limits.h"
#include "shared/text/characters.h"
#include "shared/text/utf8.h"

namespace undersigned::signing {
namespace {

using store::CommentState;
using store::SignatureStatus;

struct Known {
  TakeDown what;
  std::string_view name;
  store::AuditAction action;
};

constexpr std::array<Known, 5> kKnown{{{TakeDown::RuleOut, "rule_out", store::AuditAction::SignatureRuledOut},
                                       {TakeDown::Restore, "restore", store::AuditAction::SignatureRestored},
                                       {TakeDown::HideComment, "hide_comment", store::AuditAction::CommentHidden},
                                       {TakeDown::ShowComment, "show_comment", store::AuditAction::CommentShown},
                                       {TakeDown::Erase, "erase", store::AuditAction::SignatureErased}}};

Status set_status(store::Store& store, const store::SignatureKey& key, SignatureStatus status, Taken& taken) {
  const Result<store::Counts> counts = store.set_status(key, status);
  if (!counts) return counts.error();
  taken.counts = *counts;
  return Done{};
}

}  // namespace

std::string_view to_name(TakeDown what) {
  return kKnown[static_cast<std::size_t>(what)].name;
}

std::optional<TakeDown> take_down_from(std::string_view name) {
  for (const Known& known : kKnown) {
    if (known.name == name) return known.what;
  }
  return {};
}

store::AuditAction audit_action(TakeDown what) {
  return kKnown[static_cast<std::size_t>(what)].action;
}

bool is_possible(TakeDown what, const store::SignatureRecord& record) {
  const bool has_comment = !record.signature.comment.empty();
  switch (what) {
    case TakeDown::RuleOut:
      return record.status == SignatureStatus::Confirmed;
    case TakeDown::Restore:
      return record.status == SignatureStatus::Invalid;
    case TakeDown::HideComment:
      return has_comment && record.comment_state == CommentState::Shown;
    case TakeDown::ShowComment:
      return has_comment && record.comment_state == CommentState::Hidden;
    case TakeDown::Erase:
      return !record.erased;
  }
  return false;
}

Result<Taken> take_down(store::Store& store, const std::string& campaign, const store::SignatureKey& key,
                        TakeDown what) {
  const auto records = store.signature_records(campaign, key.cursor - 1, 1);
  if (!records) return records.error();
  if (records->empty()) return Error{ErrorCode::NotFound};
  const store::SignatureRecord& record = records->front();
  const bool named = record.key.cursor == key.cursor && record.key.public_id == key.public_id;
  if (!named || !is_possible(what, record)) return Error{ErrorCode::NotFound};
  Taken taken;
  taken.was = record.status;
  Status done = Done{};
  switch (what) {
    case TakeDown::RuleOut:
      done = set_status(store, key, SignatureStatus::Invalid, taken);
      break;
    case TakeDown::Restore:
      done = set_status(store, key, SignatureStatus::Confirmed, taken);
      break;
    case TakeDown::HideComment:
      done = store.set_comment(key, CommentState::Hidden);
      break;
    case TakeDown::ShowComment:
      done = store.set_comment(key, CommentState::Shown);
      break;
    case TakeDown::Erase:
      done = store.erase_personal_data(key);
      break;
  }
  if (!done) return done.error();
  return taken;
}

std::optional<std::string> read_reason(std::string_view text) {
  const std::string_view reason = trim(text);
  if (reason.empty() || reason.size() > limits::kReasonBytesMax || !is_utf8(reason)) return {};
  for (std::string_view rest = reason; !rest.empty();) {
    const char32_t code = take_char(rest);
    const CharKind kind = char_kind(code);
    if (kind == CharKind::LineBreak || kind == CharKind::Forbidden || turns_direction(code)) return {};
  }
  return std::string(reason);
}

}  // namespace undersigned::signing
