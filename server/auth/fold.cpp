#include "server/auth/fold.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace undersigned::auth {
namespace {

struct FreeDeleter {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }
};

std::string map_text(std::string_view text, int options) {
  utf8proc_uint8_t* bytes = nullptr;
  const auto* input = static_cast<const utf8proc_uint8_t*>(static_cast<const void*>(text.data()));
  const utf8proc_ssize_t size =
      utf8proc_map(input, static_cast<utf8proc_ssize_t>(text.size()), &bytes, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, FreeDeleter> owner(bytes);
  if (size < 0) return std::string(text);
  return std::string(bytes, bytes + size);
}

}  // namespace

std::string nfkc(std::string_view text) {
  return map_text(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

std::string nfkc_casefold(std::string_view text) {
  const std::string folded =
      map_text(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::string out;
  for (const char c : folded) {
    if (c != ' ') {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace undersigned::auth
