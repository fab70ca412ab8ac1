// The token for /metrics.
#pragma once

#include <string>

#include "server/app/options.h"
#include "server/base/operator_error.h"

namespace undersigned::app {

struct MetricsToken {
  std::string text;  // empty: no metrics
};

// From UNDERSIGNED_METRICS_TOKEN, or from the file of --metrics-token-file. Otherwise a sentence that says what is
// wrong. Call it before any thread is started.
base::OperatorResult<MetricsToken> load_metrics_token(const Options& options);

}  // namespace undersigned::app
