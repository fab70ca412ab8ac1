#include "server/api/reader.h"

#include "server/http/security_headers.h"

namespace undersigned::api {

http::Response for_reader(http::Response response, const Reader& reader) {
  if (reader.refused) {
    response.headers.push_back({"Access-Control-Allow-Origin", "*"});
  } else if (!reader.origin.empty()) {
    response.headers.push_back({"Access-Control-Allow-Origin", reader.origin});
  }
  response.headers.push_back({"Access-Control-Expose-Headers", "Retry-After"});
  response.headers.push_back({"Vary", "Origin"});
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

}  // namespace undersigned::api
