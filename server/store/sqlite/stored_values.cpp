#include "server/store/sqlite/stored_values.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t bit(Suspicion suspicion) {
  return static_cast<std::int64_t>(suspicion);
}

constexpr std::int64_t kSuspicions = bit(Suspicion::Honeypot) | bit(Suspicion::TooFast) | bit(Suspicion::BlockedMail) |
                                     bit(Suspicion::Unsolved) | bit(Suspicion::ManyNames) | bit(Suspicion::Flood) |
                                     bit(Suspicion::AfterRejection);

}  // namespace

bool exists(SignatureStatus value) {
  switch (value) {
    case SignatureStatus::Pending:
    case SignatureStatus::Confirmed:
    case SignatureStatus::Withdrawn:
    case SignatureStatus::Invalid:
    case SignatureStatus::Quarantined:
      return true;
  }
  return false;
}

bool exists(SignatureKind value) {
  switch (value) {
    case SignatureKind::Person:
    case SignatureKind::Organization:
      return true;
  }
  return false;
}

bool exists(Visibility value) {
  switch (value) {
    case Visibility::Public:
    case Visibility::Initials:
    case Visibility::Hidden:
      return true;
  }
  return false;
}

bool exists(VersionKind value) {
  switch (value) {
    case VersionKind::Autosaved:
    case VersionKind::Saved:
    case VersionKind::Published:
      return true;
  }
  return false;
}

bool exists(CommentState value) {
  switch (value) {
    case CommentState::Shown:
    case CommentState::Hidden:
      return true;
  }
  return false;
}

bool exists(MailKind value) {
  switch (value) {
    case MailKind::Confirm:
    case MailKind::AlreadySigned:
    case MailKind::Confirmed:
    case MailKind::MyCode:
    case MailKind::Thanks:
    case MailKind::Placeholder:
      return true;
  }
  return false;
}

bool exists(Role value) {
  switch (value) {
    case Role::Owner:
    case Role::Organizer:
    case Role::Viewer:
      return true;
  }
  return false;
}

bool exists(RemovalKind value) {
  switch (value) {
    case RemovalKind::Erased:
    case RemovalKind::Withdrawn:
    case RemovalKind::RuledOut:
    case RemovalKind::CommentHidden:
    case RemovalKind::ShownLess:
    case RemovalKind::ConsentWithdrawn:
      return true;
  }
  return false;
}

bool exists(Series value) {
  switch (value) {
    case Series::Status:
    case Series::Hour:
    case Series::Partner:
    case Series::Country:
    case Series::Source:
      return true;
  }
  return false;
}

std::optional<Suspicions> suspicions_of(std::int64_t stored) {
  if ((stored & ~kSuspicions) != 0) return {};
  return static_cast<Suspicions>(stored);
}

}  // namespace undersigned::store::sqlite
