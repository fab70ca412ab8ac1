// The version of this program, set by the build: "0.1.0".
#pragma once

namespace undersigned::ops {

const char* version();

}  // namespace undersigned::ops
