// Writes one JSON object, member by member. json() takes values that are JSON already.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/view/node.h"

namespace undersigned::api {

class JsonObject {
 public:
  JsonObject& text(std::string_view name, std::string_view value) { return json(name, view::json_string(value)); }
  // Omits the member if the value is empty.
  JsonObject& optional_text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : text(name, value);
  }
  JsonObject& number(std::string_view name, std::uint64_t value) { return json(name, std::to_string(value)); }
  JsonObject& json(std::string_view name, std::string_view value) {
    out_ += out_.size() == 1 ? "" : ",";
    out_ += view::json_string(name);
    out_ += ':';
    out_ += value;
    return *this;
  }
  [[nodiscard]] std::string str() const { return out_ + "}"; }

 private:
  std::string out_ = "{";
};

// Writes one JSON array. add() takes values that are JSON already.
class JsonArray {
 public:
  JsonArray& add(std::string_view value) {
    out_ += out_.size() == 1 ? "" : ",";
    out_ += value;
    return *this;
  }
  [[nodiscard]] std::string str() const { return out_ + "]"; }

 private:
  std::string out_ = "[";
};

}  // namespace undersigned::api
