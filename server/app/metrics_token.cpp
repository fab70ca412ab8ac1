#include "server/app/metrics_token.h"

#include <cstdlib>
#include <utility>

#include "server/app/explain.h"
#include "server/crypto/secret_line.h"
#include "server/limits.h"

namespace undersigned::app {

base::OperatorResult<MetricsToken> load_metrics_token(const Options& options) {
  const char* given = std::getenv("UNDERSIGNED_METRICS_TOKEN");  // NOLINT(concurrency-mt-unsafe): before any thread
  const std::string from_environment = given == nullptr ? "" : given;
  if (from_environment.empty() && options.metrics_token_file.empty()) return MetricsToken{};
  Result<std::string> token = crypto::load_secret_line(from_environment, options.metrics_token_file);
  if (!token) {
    return base::OperatorError{from_environment.empty()
                                   ? "the file of --metrics-token-file, " + options.metrics_token_file + ", " +
                                         std::string(explain(token.error().code))
                                   : "UNDERSIGNED_METRICS_TOKEN must be one line of text"};
  }
  if (token->size() < limits::kMetricsTokenBytesMin) {
    return base::OperatorError{"the token for /metrics is too short: use at least " +
                               std::to_string(limits::kMetricsTokenBytesMin) + " characters"};
  }
  return MetricsToken{std::move(token).value()};
}

}  // namespace undersigned::app
