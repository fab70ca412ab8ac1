// A strict reader of one JSON object: takes members by name, notes wrong types, and at the end notes unknown members.
// Internal to json/.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/campaign/campaign.h"
#include "shared/result.h"

namespace undersigned::json {

using Value = nlohmann::json;
using Problems = std::vector<CampaignProblem>;

enum class Presence : std::uint8_t { Optional, Required };

class ObjectReader {
 public:
  // `value` and `problems` must outlive the reader. A value that is not an object is noted once and has no members.
  ObjectReader(const Value& value, std::string path, Problems& problems);

  void read(std::string_view name, std::string& out, Presence presence = Presence::Optional);
  void read(std::string_view name, int& out);
  void read(std::string_view name, std::uint64_t& out);
  void read(std::string_view name, std::vector<std::string>& out);
  void read(std::string_view name, std::vector<std::uint64_t>& out);

  // A choice by its name, using one of the ..._from() functions of campaign/names.h.
  template <class Enum>
  void read(std::string_view name, Enum& out, Result<Enum> (*from)(std::string_view),
            Presence presence = Presence::Optional) {
    const Value* member = take(name, presence);
    if (member == nullptr) return;
    if (!member->is_string()) return note(ErrorCode::BadType, name);
    const Result<Enum> choice = from(member->get_ref<const std::string&>());
    if (!choice) return note(choice.error().code, name);
    out = *choice;
  }

  // The member, or nullptr; it no longer counts as unknown.
  const Value* take(std::string_view name, Presence presence = Presence::Optional);

  // Calls `each(element, path)` for every element of an array member.
  template <class Each>
  void for_each(std::string_view name, const Each& each) {
    const Value* member = take(name);
    if (member == nullptr) return;
    if (!member->is_array()) return note(ErrorCode::BadType, name);
    for (std::size_t i = 0; i < member->size(); ++i) each((*member)[i], path_of(name) + "[" + std::to_string(i) + "]");
  }

  // Notes members that were not taken.
  void finish();

  void note(ErrorCode code, std::string_view name);
  [[nodiscard]] std::string path_of(std::string_view name) const;

 private:
  const Value* object_ = nullptr;
  std::string path_;
  Problems& problems_;
  std::vector<std::string> asked_;
};

}  // namespace undersigned::json
