#include "tests/fuzz/markup.h"

#include <optional>
#include <vector>

#include "shared/view/node.h"

namespace undersigned::fuzz {
namespace {

std::optional<view::Tag> tag_of(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(view::Tag::Ul); ++i) {
    const auto tag = static_cast<view::Tag>(i);
    if (view::tag_name(tag) == name) return tag;
  }
  return std::nullopt;
}

bool is_attribute(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(view::Attr::Autofocus); ++i) {
    if (view::attr_name(static_cast<view::Attr>(i)) == name) return true;
  }
  return false;
}

class Markup {
 public:
  explicit Markup(std::string_view text) : rest_(text) {}

  bool whole() {
    while (!rest_.empty()) {
      const std::size_t open = rest_.find('<');
      if (rest_.substr(0, open).find('>') != std::string_view::npos) return false;
      if (open == std::string_view::npos) break;
      rest_.remove_prefix(open + 1);
      if (!(skip("/") ? end_tag() : start_tag())) return false;
    }
    return open_.empty();
  }

 private:
  bool skip(std::string_view text) {
    if (rest_.substr(0, text.size()) != text) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  std::string_view word() {
    const std::size_t end = rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-");
    const std::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(found.size());
    return found;
  }

  bool end_tag() {
    const auto tag = tag_of(word());
    if (!tag || open_.empty() || open_.back() != *tag || !skip(">")) return false;
    open_.pop_back();
    return true;
  }

  bool start_tag() {
    const auto tag = tag_of(word());
    if (!tag) return false;
    while (skip(" ")) {
      if (!is_attribute(word())) return false;
      if (skip("=\"") && !value()) return false;
    }
    if (!skip(">")) return false;
    if (!view::is_void(*tag)) open_.push_back(*tag);
    return true;
  }

  bool value() {
    const std::size_t end = rest_.find('"');
    if (end == std::string_view::npos || rest_.substr(0, end).find('<') != std::string_view::npos) return false;
    rest_.remove_prefix(end + 1);
    return true;
  }

  std::string_view rest_;
  std::vector<view::Tag> open_;
};

}  // namespace

bool is_whole_markup(std::string_view html) {
  return Markup(html).whole();
}

}  // namespace undersigned::fuzz
