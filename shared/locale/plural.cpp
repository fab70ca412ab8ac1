#include "shared/locale/plural.h"

namespace undersigned {

std::string_view plural_category(Locale locale, std::uint64_t count) {
  switch (locale) {
    case Locale::English:
      return count == 1 ? "one" : "other";
    case Locale::Spanish:
      if (count == 1) return "one";
      return count != 0 && count % 1'000'000 == 0 ? "many" : "other";
  }
  return "other";
}

}  // namespace undersigned
