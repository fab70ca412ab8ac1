#include "server/api/cached_response.h"

#include <optional>
#include <string>

#include "server/http/conditional.h"
#include "server/http/problem.h"

namespace undersigned::api {
namespace {

using http::ContentCoding;

const std::shared_ptr<const std::string>& body_in(const campaigns::CachedBody& bytes, ContentCoding coding) {
  switch (coding) {
    case ContentCoding::Brotli:
      return bytes.brotli;
    case ContentCoding::Gzip:
      return bytes.gzip;
    case ContentCoding::Identity:
      break;
  }
  return bytes.identity;
}

// A strong entity tag identifies one sequence of bytes, so each coding has its own (RFC 9110 8.8.3.3).
std::string tag_in(const campaigns::CachedBody& bytes, ContentCoding coding) {
  std::string tag = bytes.etag;
  if (coding == ContentCoding::Brotli) tag.insert(tag.size() - 1, "-br");
  if (coding == ContentCoding::Gzip) tag.insert(tag.size() - 1, "-gz");
  return tag;
}

}  // namespace

http::Response cached_response(const http::Request& request, const campaigns::CachedBody& bytes,
                               const CachedHead& head) {
  const std::optional<ContentCoding> coding =
      http::choose_coding(request, {.gzip = bytes.gzip != nullptr, .brotli = bytes.brotli != nullptr});
  if (!coding) {
    http::Problem not_acceptable;
    not_acceptable.status = 406;
    return http::problem_response(not_acceptable);
  }

  http::Response response;
  const std::string tag = tag_in(bytes, *coding);
  response.headers.push_back({"ETag", tag});
  response.headers.push_back({"Cache-Control", std::string(head.cache_control)});
  response.headers.push_back({"Vary", std::string(head.vary)});
  if (http::has_current_version(request, tag)) {
    response.status = 304;
    return response;
  }
  response.content_type = head.content_type;
  response.body = body_in(bytes, *coding);
  if (*coding != ContentCoding::Identity) {
    response.headers.push_back({"Content-Encoding", std::string(http::coding_name(*coding))});
  }
  return response;
}

}  // namespace undersigned::api
