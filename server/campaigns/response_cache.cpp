#include "server/campaigns/response_cache.h"

#include <algorithm>
#include <array>
#include <utility>

namespace undersigned::campaigns {
namespace {

// A smaller document fits into one packet with its header, compressed or not.
constexpr std::size_t kCodedBytesMin = 1'200;

// 128 bits of FNV-1a in two lanes. Entity tags distinguish versions of a document and protect nothing.
std::string entity_tag(const std::string& document) {
  constexpr std::uint64_t kPrime = 0x100000001B3ULL;
  std::array<std::uint64_t, 2> lanes{0xCBF29CE484222325ULL, 0x84222325CBF29CE4ULL};
  for (const char c : document) {
    const auto byte = static_cast<unsigned char>(c);
    lanes[0] = (lanes[0] ^ byte) * kPrime;
    lanes[1] = (lanes[1] ^ (byte + 0x9EU)) * kPrime;
  }
  constexpr char kDigits[] = "0123456789abcdef";
  std::string tag = "\"";
  for (const std::uint64_t lane : lanes) {
    for (int shift = 60; shift >= 0; shift -= 4) tag += kDigits[(lane >> static_cast<unsigned>(shift)) & 0xFU];
  }
  return tag + "\"";
}

std::shared_ptr<const std::string> if_smaller(std::string coded, std::size_t than) {
  if (coded.empty() || coded.size() >= than) return nullptr;
  return std::make_shared<const std::string>(std::move(coded));
}

}  // namespace

CachedBody make_cached_body(std::string document, Effort effort) {
  CachedBody ready;
  ready.etag = entity_tag(document);
  if (document.size() >= kCodedBytesMin) {
    ready.brotli = if_smaller(brotli(document, effort), document.size());
    ready.gzip = if_smaller(gzip(document), document.size());
  }
  ready.identity = std::make_shared<const std::string>(std::move(document));
  return ready;
}

std::shared_ptr<const CachedBody> CacheSlot::current(Revision revision, Freshness freshness) const {
  const base::MutexLock lock(mutex_);
  if (bytes_ == nullptr || revision_ == revision) return bytes_;
  const bool recent = freshness == Freshness::Recent && std::chrono::steady_clock::now() < old_at_;
  return recent ? bytes_ : nullptr;
}

Result<std::shared_ptr<const CachedBody>> CacheSlot::get(Revision revision, Freshness freshness, const Build& build,
                                                         Effort effort) {
  if (auto bytes = current(revision, freshness)) return bytes;
  std::shared_ptr<const CachedBody> old;
  {
    const base::MutexLock lock(mutex_);
    old = bytes_;
  }
  if (old != nullptr && freshness == Freshness::Recent) {
    if (!build_mutex_.try_lock()) return old;
  } else {
    build_mutex_.lock();
  }
  const base::MutexLock building(build_mutex_, base::Adopt::Locked);
  if (auto bytes = current(revision, freshness)) return bytes;

  const Time begun = std::chrono::steady_clock::now();
  Result<std::string> document = build();
  if (!document) {
    if (old != nullptr) return old;
    return document.error();
  }
  CachedBody body = make_cached_body(std::move(document).value(), effort);
  body.revision = revision;
  auto made = std::make_shared<const CachedBody>(std::move(body));
  const Time done = std::chrono::steady_clock::now();
  const base::MutexLock lock(mutex_);
  bytes_ = made;
  revision_ = revision;
  old_at_ = done + std::min<Time::duration>((done - begun) * kRestPerBuild, kCachedBodyAgeMax);
  return made;
}

}  // namespace undersigned::campaigns
