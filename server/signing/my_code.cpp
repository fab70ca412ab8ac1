#include "server/signing/my_code.h"

#include <span>
#include <utility>

#include "server/base/log.h"
#include "server/crypto/encoding.h"
#include "server/crypto/keyed_hash.h"
#include "server/mail/code.h"
#include "server/signing/mail_place.h"
#include "server/signing/own_signatures.h"
#include "shared/text/characters.h"
#include "shared/text/email.h"

namespace undersigned::signing {
namespace {

constexpr std::size_t kTicketBytes = 16;

// The ticket as the store knows it, valid only for this address. The store's key of a mailbox is the same for every
// "+tag", which may be somebody else's.
std::string ticket_for(const Services& services, std::string_view ticket, std::string_view email) {
  const crypto::KeyedHash hash = crypto::keyed_hash(services.my_page_key, {"ticket", ticket, delivery_mailbox(email)});
  return crypto::to_base32(std::span(hash).first(kTicketBytes));
}

void queue_code(const Services& services, const std::string& email, store::MyCodeRequest request) {
  request.mailboxes = own_mailboxes(services, email);
  request.email = email;
  if (!services.own_signatures.queue_my_code(request)) base::log_warning("my_code_not_queued");
  services.outbox.wake();
}

}  // namespace

Status ask_for_my_code(const Services& services, const std::string& email, const std::string& ticket, Locale locale,
                       const std::string& address) {
  // Before anybody looks for the mailbox, so that the answer is the same for all.
  if (const Status writable = services.own_signatures.can_write(); !writable) return writable;
  store::MyCodeRequest request;
  request.mailbox = services.dedupe_keys.mailbox(email);
  request.ticket = ticket_for(services, ticket, email);
  request.locale = locale_tag(locale);
  request.now_ms = services.utc_now_ms();
  request.place = mail_place(services, address, {}, request.mailbox);
  services.guard.remember_request(bytes_of(request.mailbox), request.ticket, request.now_ms);
  if (!services.outbox.post([&services, email, request] { queue_code(services, email, request); })) {
    return Error{ErrorCode::Busy, Field::None};
  }
  return Done{};
}

MyCodeOutcome take_my_code(const Services& services, const std::string& email, const std::string& ticket,
                           std::string_view typed, const std::string& address) {
  if (trim(typed).empty()) return {.error = Error{ErrorCode::Required, Field::Code}};
  const std::optional<std::string> code = mail::read_code(typed);
  if (!code) return {.error = Error{ErrorCode::WrongCode, Field::Code}};
  store::MyCodeTry attempt;
  attempt.mailbox = services.dedupe_keys.mailbox(email);
  attempt.ticket = ticket_for(services, ticket, email);
  attempt.now_ms = services.utc_now_ms();
  attempt.is_right = [&](const store::CodeIssue& issue) {
    return services.mail_codes.is_code(mail::CodePurpose::OpenMy, issue, *code);
  };
  const std::string_view mailbox = bytes_of(attempt.mailbox);
  const std::string counted =
      services.guard.counted_guess({GuessAt::My, mailbox, mailbox, attempt.ticket}, attempt.now_ms);
  const std::int64_t wait_s = services.guard.admit_guess(address, counted, attempt.now_ms);
  if (wait_s > 0) return {.error = Error{ErrorCode::TooManyRequests, Field::Code}, .retry_after_s = wait_s};
  const Status taken = services.own_signatures.take_my_code(attempt);
  const bool wrong = !taken && taken.error().code == ErrorCode::WrongCode;
  if (!wrong) services.guard.guessed_right(address, counted, attempt.now_ms);
  return taken ? MyCodeOutcome{} : MyCodeOutcome{.error = taken.error()};
}

}  // namespace undersigned::signing
