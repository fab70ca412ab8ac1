// The version of this program, as the build names it: "0.1.0".
#pragma once

namespace undersigned::ops {

const char* version();

}  // namespace undersigned::ops
