// Which handler a path belongs to. A pattern is literal segments and ":name" parameters: "/v1/campaigns/:slug/count".
// A parameter takes one segment that is not empty. Where two patterns fit, the one that is literal earlier wins,
// whatever the order they were added in; a method it lacks is looked for in the next.
//
// Filled before the server starts; from then on read from any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"
#include "server/http/reply.h"

namespace undersigned::http {

// Runs on a worker. Answers by calling the reply, now or later; what it throws is answered with 500.
using Handler = std::function<void(const Request&, Reply)>;

// A route by its method and pattern.
struct RouteName {
  Method method = Method::Unknown;
  std::string pattern;
};

class RouteTable {
 public:
  // `pattern` starts with "/" and has at most limits::kRouteSegmentsMax segments. Adding a pair again replaces it.
  void add(Method method, std::string_view pattern, Handler handler);

  struct Match {
    const Handler* handler = nullptr;   // null: see `allow`
    std::vector<NameValue> parameters;  // names live as long as the table, values as long as the path
    std::string allow;                  // "GET, HEAD": the methods of a path that has another; "" if unknown
  };

  // `path` is percent-decoded. Head finds the Get route.
  [[nodiscard]] Match find(Method method, std::string_view path) const;

  // Every route there is, so that a test can hold all of them to a rule.
  [[nodiscard]] std::vector<RouteName> names() const;

 private:
  struct Route {
    std::vector<std::string> segments;
    Method method;
    Handler handler;
  };

  std::vector<Route> routes_;  // literal before parameter, segment by segment
};

}  // namespace undersigned::http
