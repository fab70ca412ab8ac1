#include "shared/json/reader.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace undersigned::json {

ObjectReader::ObjectReader(const Value& value, std::string path, Problems& problems)
    : path_(std::move(path)), problems_(problems) {
  if (value.is_object()) {
    object_ = &value;
  } else {
    problems_.push_back({ErrorCode::BadType, path_});
  }
}

const Value* ObjectReader::take(std::string_view name, Presence presence) {
  asked_.emplace_back(name);
  if (object_ == nullptr) return nullptr;
  const auto member = object_->find(std::string(name));
  if (member == object_->end() || member->is_null()) {
    if (presence == Presence::Required) note(ErrorCode::Required, name);
    return nullptr;
  }
  return &*member;
}

void ObjectReader::read(std::string_view name, std::string& out, Presence presence) {
  const Value* member = take(name, presence);
  if (member == nullptr) return;
  if (!member->is_string()) return note(ErrorCode::BadType, name);
  out = member->get<std::string>();
}

void ObjectReader::read(std::string_view name, int& out) {
  const Value* member = take(name);
  if (member == nullptr) return;
  if (!member->is_number_integer()) return note(ErrorCode::BadType, name);
  const auto value = member->get<std::int64_t>();
  if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
    return note(ErrorCode::BadValue, name);
  }
  out = static_cast<int>(value);
}

void ObjectReader::read(std::string_view name, std::uint64_t& out) {
  const Value* member = take(name);
  if (member == nullptr) return;
  if (!member->is_number_unsigned()) return note(ErrorCode::BadType, name);
  out = member->get<std::uint64_t>();
}

void ObjectReader::read(std::string_view name, std::vector<std::string>& out) {
  for_each(name, [&](const Value& element, const std::string& path) {
    if (element.is_string()) {
      out.push_back(element.get<std::string>());
    } else {
      problems_.push_back({ErrorCode::BadType, path});
    }
  });
}

void ObjectReader::read(std::string_view name, std::vector<std::uint64_t>& out) {
  for_each(name, [&](const Value& element, const std::string& path) {
    if (element.is_number_unsigned()) {
      out.push_back(element.get<std::uint64_t>());
    } else {
      problems_.push_back({ErrorCode::BadType, path});
    }
  });
}

void ObjectReader::finish() {
  if (object_ == nullptr) return;
  for (const auto& [name, value] : object_->items()) {
    if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) note(ErrorCode::UnknownName, name);
  }
}

void ObjectReader::note(ErrorCode code, std::string_view name) {
  problems_.push_back({code, path_of(name)});
}

std::string ObjectReader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

}  // namespace undersigned::json
