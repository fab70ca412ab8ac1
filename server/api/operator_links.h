// Pages of the operator's, to which every page of ours links at its foot.
#pragma once

#include <string>

namespace undersigned::api {

struct OperatorLinks {
  std::string terms;          // https:// address; empty: no link
  std::string accessibility;  // likewise
};

}  // namespace undersigned::api
