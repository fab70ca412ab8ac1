#include <algorithm>
#include <array>

#include "server/auth/fold.h"
#include "server/auth/password.h"
#include "shared/limits.h"
#include "shared/text/utf8.h"

namespace undersigned::auth {
namespace {

constexpr std::array<std::string_view, 20> kObviousWords{
    "password",  "passwort", "contrasena",  "letmein",  "welcome",  "admin",    "administrator",
    "organizer", "owner",    "undersigned", "petition", "campaign", "changeme", "iloveyou",
    "qwerty",    "login",    "secret",      "dragon",   "monkey",   "abc"};

constexpr std::array<std::string_view, 5> kKeyboardRows{"abcdefghijklmnopqrstuvwxyz", "012345678901234567890123456789",
                                                        "qwertyuiopasdfghjklzxcvbnm", "987654321098765432109876543210",
                                                        "1q2w3e4r5t6y7u8i9o0p"};

bool is_ascii_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// What "P@ssw0rd-2024!" comes down to: what is before the first letter and behind the last goes, then digits and signs
// that stand for letters count as such.
std::string core_of(std::string_view folded) {
  while (!folded.empty() && !is_ascii_letter(folded.front())) folded.remove_prefix(1);
  while (!folded.empty() && !is_ascii_letter(folded.back())) folded.remove_suffix(1);
  std::string letters;
  for (char c : folded) {
    if (c == '0') c = 'o';
    if (c == '@') c = 'a';
    if (c == '$') c = 's';
    if (is_ascii_letter(c)) letters.push_back(c);
  }
  return letters;
}

// Once at least, the last time perhaps cut short.
bool is_repeats_of(std::string_view text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  while (text.starts_with(word)) text.remove_prefix(word.size());
  return text.empty() || word.starts_with(text);
}

// "aaaaaaaaaaaa", "abababababab", "abcabcabcabc": a unit of up to four bytes again and again.
bool is_short_pattern(std::string_view text) {
  for (std::size_t size = 1; size <= 4; ++size) {
    if (is_repeats_of(text, text.substr(0, size))) return true;
  }
  return false;
}

bool is_on_a_keyboard_row(std::string_view text) {
  return text.size() >= 4 && std::any_of(kKeyboardRows.begin(), kKeyboardRows.end(), [&](std::string_view row) {
           return row.find(text) != std::string_view::npos;
         });
}

bool is_obvious(std::string_view folded) {
  if (is_short_pattern(folded) || is_on_a_keyboard_row(folded)) return true;
  const bool only_ascii = std::all_of(folded.begin(), folded.end(), [](char c) { return c > 0; });
  if (!only_ascii) return false;
  const std::string core = core_of(folded);
  return is_on_a_keyboard_row(core) ||
         std::any_of(kObviousWords.begin(), kObviousWords.end(), [&](auto word) { return is_repeats_of(core, word); });
}

}  // namespace

Status check_password(std::string_view username, std::string_view password) {
  if (password.size() > limits::kPasswordBytesMax) return Error{ErrorCode::TooLong, Field::Password};
  if (!is_utf8(password)) return Error{ErrorCode::BadEncoding, Field::Password};
  if (count_chars(password) < limits::kPasswordCharsMin) return Error{ErrorCode::TooShort, Field::Password};

  const std::string folded = nfkc_casefold(password);
  const std::string name = nfkc_casefold(username);
  const bool mostly_the_name = !name.empty() && folded.find(name) != std::string::npos &&
                               folded.size() < name.size() + limits::kPasswordCharsMin / 2;
  if (mostly_the_name || is_obvious(folded)) return Error{ErrorCode::BadValue, Field::Password};
  return Done{};
}

}  // namespace undersigned::auth
