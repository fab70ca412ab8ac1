#include "server/pages/request_seal.h"

#include <array>
#include <cstddef>
#include <cstring>

#include "server/crypto/sealed.h"
#include "server/limits.h"
#include "shared/limits.h"

namespace undersigned::pages {
namespace {

// Time, deduplication key, mailbox, and the ticket, padded so that its length does not show.
constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kKeyBytes = std::tuple_size_v<store::DedupeKey>;
constexpr std::size_t kMailboxBytes = std::tuple_size_v<store::MailboxKey>;
constexpr std::size_t kHeadBytes = kTimeBytes + kKeyBytes + kMailboxBytes;
constexpr std::size_t kBytes = kHeadBytes + limits::kIdempotencyKeyBytesMax;

}  // namespace

std::string seal_request(const crypto::Key& key, const signing::RequestName& request, std::int64_t now_ms) {
  if (request.idempotency_key.size() > limits::kIdempotencyKeyBytesMax) return {};
  std::string plain(kBytes, '\0');
  std::memcpy(plain.data(), &now_ms, kTimeBytes);
  std::memcpy(plain.data() + kTimeBytes, request.dedupe_key.data(), kKeyBytes);
  std::memcpy(plain.data() + kTimeBytes + kKeyBytes, request.mailbox.data(), kMailboxBytes);
  std::memcpy(plain.data() + kHeadBytes, request.idempotency_key.data(), request.idempotency_key.size());
  return crypto::seal(key, plain);
}

std::optional<signing::RequestName> unseal_request(const crypto::Key& key, std::string_view sealed,
                                                   std::int64_t now_ms) {
  const std::optional<std::string> plain = crypto::unseal(key, sealed);
  if (!plain || plain->size() != kBytes) return std::nullopt;
  std::int64_t sealed_ms = 0;
  signing::RequestName request;
  std::memcpy(&sealed_ms, plain->data(), kTimeBytes);
  std::memcpy(request.dedupe_key.data(), plain->data() + kTimeBytes, kKeyBytes);
  std::memcpy(request.mailbox.data(), plain->data() + kTimeBytes + kKeyBytes, kMailboxBytes);
  request.idempotency_key = plain->substr(kHeadBytes);
  request.idempotency_key.erase(request.idempotency_key.find_last_not_of('\0') + 1);
  if (sealed_ms > now_ms || now_ms - sealed_ms >= limits::kPendingPageMs) return std::nullopt;
  return request;
}

}  // namespace undersigned::pages
