#include "server/http/routes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "server/limits.h"

namespace undersigned::http {
namespace {

bool is_parameter(std::string_view segment) {
  return !segment.empty() && segment.front() == ':';
}

// The segments of "/a/b/" are "a", "b" and "". `count` is 0 if the text is not a path or has too many segments.
struct Segments {
  std::array<std::string_view, limits::kRouteSegmentsMax> at;
  std::size_t count = 0;
};

Segments split_path(std::string_view path) {
  Segments segments;
  if (path.empty() || path.front() != '/') return {};
  while (!path.empty()) {
    if (segments.count == segments.at.size()) return {};
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    segments.at[segments.count++] = path.substr(0, end);
    path.remove_prefix(end);
  }
  return segments;
}

bool fits(const std::vector<std::string>& pattern, const Segments& path) {
  if (pattern.size() != path.count) return false;
  for (std::size_t i = 0; i < path.count; ++i) {
    if (is_parameter(pattern[i]) ? path.at[i].empty() : pattern[i] != path.at[i]) return false;
  }
  return true;
}

bool is_literal_earlier(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto rank = [](const std::string& segment) { return is_parameter(segment); };
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [&](const auto& x, const auto& y) { return rank(x) < rank(y); });
}

void list_method(std::string& allow, std::string_view name) {
  if (allow.find(name) != std::string::npos) return;
  if (!allow.empty()) allow += ", ";
  allow += name;
}

}  // namespace

void RouteTable::add(Method method, std::string_view pattern, Handler handler) {
  const auto split = split_path(pattern);
  Route route{
      {split.at.begin(), split.at.begin() + static_cast<std::ptrdiff_t>(split.count)}, method, std::move(handler)};
  const auto same = std::find_if(routes_.begin(), routes_.end(), [&](const Route& other) {
    return other.method == method && other.segments == route.segments;
  });
  if (same != routes_.end()) {
    same->handler = std::move(route.handler);
    return;
  }
  const auto place = std::upper_bound(routes_.begin(), routes_.end(), route, [](const Route& a, const Route& b) {
    return is_literal_earlier(a.segments, b.segments);
  });
  routes_.insert(place, std::move(route));
}

RouteTable::Match RouteTable::find(Method method, std::string_view path) const {
  const auto wanted = method == Method::Head ? Method::Get : method;
  const auto segments = split_path(path);
  Match match;
  if (segments.count == 0) return match;
  for (const auto& route : routes_) {
    if (!fits(route.segments, segments)) continue;
    if (route.method != wanted) {
      list_method(match.allow, method_name(route.method));
      if (route.method == Method::Get) list_method(match.allow, method_name(Method::Head));
      continue;
    }
    match.handler = &route.handler;
    for (std::size_t i = 0; i < segments.count; ++i) {
      const std::string_view name = route.segments[i];
      if (is_parameter(name)) match.parameters.push_back({name.substr(1), segments.at[i]});
    }
    return match;
  }
  return match;
}

std::vector<RouteName> RouteTable::names() const {
  std::vector<RouteName> names;
  for (const Route& route : routes_) {
    RouteName name{route.method, {}};
    for (const std::string& segment : route.segments) name.pattern += "/" + segment;
    if (name.pattern.empty()) name.pattern = "/";
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace undersigned::http
