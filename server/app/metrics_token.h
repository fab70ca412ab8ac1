// The token for /metrics.
#pragma once

#include <string>
#include <variant>

#include "server/app/options.h"

namespace undersigned::app {

struct MetricsToken {
  std::string text;  // empty: no metrics
};

// From UNDERSIGNED_METRICS_TOKEN, or from the file of --metrics-token-file. Otherwise a sentence that says what is
// wrong. Call it before any thread is started.
std::variant<MetricsToken, std::string> load_metrics_token(const Options& options);

}  // namespace undersigned::app
