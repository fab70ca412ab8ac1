#include "server/pages/picture_files.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/problems.h"
#include "server/base/lru_cache.h"
#include "server/base/mutex.h"
#include "server/http/cors.h"
#include "server/http/security_headers.h"
#include "server/limits.h"
#include "server/pages/error_page.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using http::Response;

// The most recently asked for, in memory. Thread-safe.
class PictureFiles {
 public:
  explicit PictureFiles(store::Store& store) : store_(store) {}

  Result<http::Body> get(const std::string& file) {
    {
      const base::MutexLock lock(mutex_);
      if (const http::Body* kept = kept_.find(file)) return *kept;
    }
    Result<std::string> bytes = store_.picture(file);
    if (!bytes) return bytes.error();
    auto body = std::make_shared<const std::string>(std::move(bytes).value());
    const base::MutexLock lock(mutex_);
    if (kept_.find(file) == nullptr) kept_.insert(file, body);
    return http::Body(body);
  }

 private:
  store::Store& store_;
  base::Mutex mutex_;
  base::LruCache<std::string, http::Body> kept_ GUARDED_BY(mutex_){limits::kPictureFilesKept};
};

std::string_view type_of(std::string_view file) {
  if (file.ends_with(".webp")) return "image/webp";
  return file.ends_with(".jpg") ? "image/jpeg" : "image/png";
}

Response picture_response(const std::string& file, const http::Body& bytes) {
  Response response;
  response.content_type = type_of(file);
  response.headers.push_back({"Cache-Control", "public, max-age=31536000, immutable"});
  for (http::Header& header : http::public_cors_headers()) response.headers.push_back(std::move(header));
  http::add_security_headers(response, http::Audience::AnySite);
  response.body = bytes;
  return response;
}

}  // namespace

void add_picture_file_route(http::Server& server, const api::Services& services) {
  server.route(
      http::Method::Get, "/pictures/:file",
      [&services, files = std::make_shared<PictureFiles>(services.store)](const Request& request, const Reply& reply) {
        const std::string file(request.parameter("file"));
        const Result<http::Body> bytes = files->get(file);
        if (bytes) return reply(picture_response(file, *bytes));
        reply(status_response(request, api::status_of(bytes.error().code), services.assets));
      });
}

}  // namespace undersigned::pages
