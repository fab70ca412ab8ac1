// Finds the handler for a path. A pattern has literal segments and ":name" parameters: "/v1/campaigns/:slug/count". A
// parameter matches one segment that is not empty. If two patterns match, the one that is literal earlier wins, in
// whatever order they were added. If it lacks the method, the next one is tried.
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

// Runs on a worker. Answers by calling the reply, now or later. An exception is answered with 500.
using Handler = std::function<void(const Request&, Reply)>;

struct RouteName {
  Method method = Method::Unknown;
  std::string pattern;
};

class RouteTable {
 public:
  // `pattern` starts with "/" and has at most limits::kRouteSegmentsMax segments. Adding the same method and pattern
  // again replaces the handler.
  void add(Method method, std::string_view pattern, Handler handler);

  struct Match {
    const Handler* handler = nullptr;   // null: see `allow`
    std::vector<NameValue> parameters;  // names live as long as the table, values as long as the path
    std::string allow;  // "GET, HEAD": the methods of this path, if it lacks the one asked for; "" for an unknown path
  };

  // `path` is percent-decoded. HEAD finds the GET route.
  [[nodiscard]] Match find(Method method, std::string_view path) const;

  // All routes, so that a test can check a rule for every one.
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
