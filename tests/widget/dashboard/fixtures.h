// Shared by the dashboard's tests: messages as the page's script writes them, and made-up campaigns and signatures.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "widget/dashboard/model/dashboard.h"

namespace undersigned::dashboard {

inline constexpr std::int64_t kNow = 1'535'123'456'000;  // 24 August 2018, 15:10:56 UTC

class MessageWriter {
 public:
  MessageWriter& number(double value) { return raw(&value, sizeof value); }
  MessageWriter& text(std::string_view value) {
    const auto bytes = static_cast<std::uint32_t>(value.size());
    raw(&bytes, sizeof bytes);
    bytes_ += value;
    return *this;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  MessageWriter& raw(const void* value, std::size_t size) {
    bytes_.append(static_cast<const char*>(value), size);
    return *this;
  }
  std::string bytes_;
};

inline Campaign campaign(std::string_view slug, std::string_view title, std::uint64_t confirmed) {
  Campaign made;
  made.slug = slug;
  made.title = title;
  made.confirmed = confirmed;
  made.goal = 1000;
  return made;
}

struct Signer {
  std::string_view id;
  std::string_view name;
  std::string_view organization = {};
  std::string_view postcode = {};
  std::string_view comment = {};
  std::string_view partner = {};
  SignatureStatus status = SignatureStatus::Confirmed;
  std::int64_t created_ms = kNow;
};

inline SignatureRow row_of(const Signer& signer) {
  SignatureRow row;
  row.id = signer.id;
  row.created_ms = signer.created_ms;
  row.text = {signer.name, signer.organization, signer.postcode, signer.comment};
  row.country = "US";
  row.partner = signer.partner;
  row.status = signer.status;
  return row;
}

// `count` signers "Signer 0" (the newest) to "Signer count-1", a second apart.
inline void add_signers(SignatureTable& table, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = "id" + std::to_string(i);
    const std::string name = "Signer " + std::to_string(i);
    table.merge(row_of({.id = id,
                        .name = name,
                        .partner = i % 3 == 0 ? "iwoc" : "",
                        .created_ms = kNow - static_cast<std::int64_t>(i) * 1000}));
  }
}

}  // namespace undersigned::dashboard
