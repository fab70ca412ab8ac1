#include "server/mail/my_link.h"

#include <charconv>

#include "server/crypto/sealed.h"
#include "server/limits.h"

namespace undersigned::mail {

std::string MyLinks::token(std::string_view email, std::int64_t made_ms) const {
  return crypto::seal(key_, std::to_string(made_ms).append(" ").append(email));
}

std::optional<std::string> MyLinks::email_of(std::string_view token, std::int64_t now_ms) const {
  if (token.size() > limits::kMyLinkTokenBytesMax) return {};
  const std::optional<std::string> text = crypto::unseal(key_, token);
  if (!text) return {};
  std::int64_t made_ms = 0;
  const char* text_end = text->data() + text->size();
  const auto [end, error] = std::from_chars(text->data(), text_end, made_ms);
  if (error != std::errc{} || end == text_end || *end != ' ') return {};
  if (made_ms > now_ms || now_ms - made_ms >= limits::kMyLinkMs) return {};
  return std::string(end + 1, text_end);
}

}  // namespace undersigned::mail
