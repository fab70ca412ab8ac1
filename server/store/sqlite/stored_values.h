// Enums as the database stores them. A damaged file may hold any number, and a value that does not exist ends the
// process somewhere else: in a table of names, for example. So every stored enum is read here, and nowhere with a cast.
//
// Pure, safe from any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>

#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/removals.h"
#include "server/store/store.h"
#include "server/suspicion.h"

namespace undersigned::store::sqlite {

// Whether a value is one of its type. Without a default, so that the compiler asks for every new value.
bool exists(SignatureStatus value);
bool exists(SignatureKind value);
bool exists(Visibility value);
bool exists(CommentState value);
bool exists(MailKind value);
bool exists(Role value);
bool exists(RemovalKind value);
bool exists(Series value);
bool exists(VersionKind value);

// The value of that number; nothing if there is none.
template <class Enum>
std::optional<Enum> enum_of(std::int64_t stored) {
  static_assert(std::is_same_v<std::underlying_type_t<Enum>, std::uint8_t>);
  if (stored < 0 || stored > std::numeric_limits<std::uint8_t>::max()) return {};
  const auto value = static_cast<Enum>(stored);
  if (!exists(value)) return {};
  return value;
}

// Nothing if a bit is set that is no Suspicion.
std::optional<Suspicions> suspicions_of(std::int64_t stored);

}  // namespace undersigned::store::sqlite
