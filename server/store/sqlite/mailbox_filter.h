// Which mailboxes the table of signers may have. "No" is certain; "perhaps" is said of about one in two hundred that it
// does not have. So most of those who sign for the first time are not looked for in a table that, once it is large, is
// in no cache.
//
// A Bloom filter in blocks of a cache line (Putze, Sanders, Singler: "Cache-, Hash- and Space-Efficient Bloom Filters",
// 2007), 12 bits a mailbox, in parts each twice as large as the one before, so that it grows without being made anew:
// 30 MB for ten million, with room for as many more. Mailboxes are keyed hashes (server/signing/dedupe_key.h), so their
// bytes are as good as random, and nobody can choose them. Used by one thread.
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
  // Empty, with room for about `expected` and as many more in one part: each part is a look into memory.
  void begin_anew(std::size_t expected);

 private:
  struct alignas(64) Block {
    std::array<std::uint64_t, 8> words{};
  };
  struct Part {
    std::vector<Block> blocks;
    std::size_t room = 0;
    std::size_t left = 0;  // of the room
  };

  void add_part(std::size_t room);

  std::vector<Part> parts_;
};

}  // namespace undersigned::store::sqlite
