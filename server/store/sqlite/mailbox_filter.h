// A Bloom filter over the mailboxes in the table of signers. "No" is certain; about one in two hundred "maybe" is
// wrong. Most first-time signers need no lookup in the table, which does not fit into a cache once it is large.
//
// Blocked by cache lines (Putze, Sanders, Singler: "Cache-, Hash- and Space-Efficient Bloom Filters", 2007), 12 bits a
// mailbox. It grows without a rebuild, in parts of doubling size: 30 MB for ten million, with room for as many more.
// Mailboxes are keyed hashes (server/signing/dedupe_key.h), so their bytes look random, and nobody can choose them.
// Used by one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "server/store/store.h"

namespace undersigned::store::sqlite {

class MailboxFilter {
 public:
  void add(const CampaignMailbox& mailbox);
  [[nodiscard]] bool may_have(const CampaignMailbox& mailbox) const;
  // Empties it and makes room for about twice `expected` in one part: each part costs a memory access per lookup.
  void reset_for(std::size_t expected);

 private:
  struct alignas(64) Block {
    std::array<std::uint64_t, 8> words{};
  };
  struct Part {
    std::vector<Block> blocks;
    std::size_t room = 0;
    std::size_t left = 0;  // room not used yet
  };

  void add_part(std::size_t room);

  std::vector<Part> parts_;
};

}  // namespace undersigned::store::sqlite
