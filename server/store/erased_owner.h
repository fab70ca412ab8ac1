// Whose an erased signature was: a keyed hash (signing::DedupeKeys::erased_owner()) of its public id and of the mailbox
// (delivery_mailbox()), so that exactly the owner of that mailbox still finds it at /my. The public id makes the hashes
// of one mailbox differ, so they do not tell that two erased signatures were one person's.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>

namespace undersigned::store {

using ErasedOwner = std::array<std::uint8_t, 16>;

// Called from any thread. `email` in any spelling.
using ErasedOwnerHash = std::function<ErasedOwner(std::string_view public_id, std::string_view email)>;

}  // namespace undersigned::store
