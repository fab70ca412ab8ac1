// The token that opens /metrics, as the operator gave it.
#pragma once

#include <string>
#include <variant>

#include "server/app/options.h"

namespace undersigned::app {

struct MetricsToken {
  std::string text;  // empty: there are no metrics
};

// From UNDERSIGNED_METRICS_TOKEN, else from the file of --metrics-token-file. Otherwise a sentence that says what is
// wrong. Before any thread of ours.
std::variant<MetricsToken, std::string> load_metrics_token(const Options& options);

}  // namespace undersigned::app
