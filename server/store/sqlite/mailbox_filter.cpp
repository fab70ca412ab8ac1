#include "server/store/sqlite/mailbox_filter.h"

#include <algorithm>
#include <cstring>

namespace undersigned::store::sqlite {
namespace {

constexpr std::size_t kPartMin = 1'000'000;
constexpr std::size_t kExpectedMax = 50'000'000;  // 150 MB, whatever a damaged file claims
constexpr std::size_t kBitsAMailbox = 12;
constexpr std::size_t kBitsABlock = 512;

struct Hash {
  std::uint64_t block = 0;
  std::uint64_t bits = 0;  // six for the position in each of a block's eight words
};

Hash hash_of(const CampaignMailbox& mailbox) {
  Hash hash;
  std::memcpy(&hash.block, mailbox.data(), sizeof(hash.block));
  // The first bytes choose the block. Mixed with the last ones, they choose the bits (the finalizer of splitmix64).
  std::uint64_t bits = hash.block ^ (std::uint64_t{mailbox[8]} << 16U) ^ (std::uint64_t{mailbox[9]} << 24U);
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
  hash.bits = bits ^ (bits >> 31U);
  return hash;
}

std::size_t block_of(const Hash& hash, std::size_t blocks) {
  return static_cast<std::size_t>(((hash.block >> 32U) * blocks) >> 32U);
}

std::uint64_t bit_of(const Hash& hash, std::size_t word) {
  return std::uint64_t{1} << ((hash.bits >> (6 * word)) & 63U);
}

}  // namespace

void MailboxFilter::reset_for(std::size_t expected) {
  parts_.clear();
  add_part(std::max(kPartMin, 2 * std::min(expected, kExpectedMax)));
}

void MailboxFilter::add_part(std::size_t room) {
  parts_.push_back({std::vector<Block>(room * kBitsAMailbox / kBitsABlock), room, room});
}

void MailboxFilter::add(const CampaignMailbox& mailbox) {
  if (may_have(mailbox)) return;
  if (parts_.empty() || parts_.back().left == 0) add_part(parts_.empty() ? kPartMin : 2 * parts_.back().room);
  Part& part = parts_.back();
  --part.left;
  const Hash hash = hash_of(mailbox);
  Block& block = part.blocks[block_of(hash, part.blocks.size())];
  for (std::size_t word = 0; word < block.words.size(); ++word) block.words[word] |= bit_of(hash, word);
}

bool MailboxFilter::may_have(const CampaignMailbox& mailbox) const {
  const Hash hash = hash_of(mailbox);
  return std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) {
    const Block& block = part.blocks[block_of(hash, part.blocks.size())];
    std::uint64_t missing = 0;
    for (std::size_t word = 0; word < block.words.size(); ++word) missing |= bit_of(hash, word) & ~block.words[word];
    return missing == 0;
  });
}

}  // namespace undersigned::store::sqlite
