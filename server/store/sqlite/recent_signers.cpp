#include "server/store/sqlite/recent_signers.h"

#include <algorithm>
#include <tuple>

namespace undersigned::store::sqlite {
namespace {

// By the first two bytes of a key: some ten signers a box, so that looking through it costs less than finding it.
constexpr std::size_t kBoxes = 65'536;

std::size_t box_of(const std::uint8_t* key) {
  return (std::size_t{key[0]} << 8U) | key[1];
}

bool is_before(const Signer& a, const Signer& b) {
  return std::tie(a.key, a.campaign_id) < std::tie(b.key, b.campaign_id);
}

}  // namespace

RecentSigners::RecentSigners() : ring_(kBoxes) {}

void RecentSigners::add(const Signer& signer) {
  const std::lock_guard lock(mutex_);
  Box& box = ring_[box_of(signer.key.data())];
  for (Signer& known : box) {
    if (known.key != signer.key || known.campaign_id != signer.campaign_id) continue;
    known = signer;
    return;
  }
  box.push_back(signer);
  ++size_;
}

void RecentSigners::remove(std::int64_t campaign_id, const DedupeKey& key) {
  const std::lock_guard lock(mutex_);
  Box& box = ring_[box_of(key.data())];
  size_ -=
      std::erase_if(box, [&](const Signer& known) { return known.key == key && known.campaign_id == campaign_id; });
}

void RecentSigners::clear() {
  const std::lock_guard lock(mutex_);
  for (Box& box : ring_) box = {};
  size_ = hand_ = next_hand_ = 0;
}

std::optional<std::int64_t> RecentSigners::find(std::int64_t campaign_id, const DedupeKey& key) const {
  const std::lock_guard lock(mutex_);
  for (const Signer& known : ring_[box_of(key.data())]) {
    if (known.key == key && known.campaign_id == campaign_id) return known.signature_id;
  }
  return {};
}

void RecentSigners::find(const CampaignMailbox& mailbox, std::vector<Signer>& found) const {
  const std::lock_guard lock(mutex_);
  for (const Signer& known : ring_[box_of(mailbox.data())]) {
    if (std::equal(mailbox.begin(), mailbox.end(), known.key.begin())) found.push_back(known);
  }
}

RecentSigners::Next RecentSigners::next(std::size_t count) {
  Next next;
  next_hand_ = hand_;
  while (next_hand_ < kBoxes && next.signers.size() < count) {
    const Box& box = ring_[next_hand_++];
    next.signers.insert(next.signers.end(), box.begin(), box.end());
  }
  std::sort(next.signers.begin(), next.signers.end(), is_before);
  next.ends_round = next_hand_ == kBoxes;
  return next;
}

void RecentSigners::move_on() {
  const std::lock_guard lock(mutex_);
  for (; hand_ < next_hand_; ++hand_) {
    size_ -= ring_[hand_].size();
    ring_[hand_] = {};
  }
  if (hand_ == kBoxes) hand_ = next_hand_ = 0;
}

}  // namespace undersigned::store::sqlite
