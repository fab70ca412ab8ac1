#include "server/ops/version.h"

namespace undersigned::ops {

const char* version() {
  return UNDERSIGNED_VERSION;
}

}  // namespace undersigned::ops
