// Where a command reads and writes: the terminal, or streams of a test.
#pragma once

#include <iosfwd>

namespace undersigned::app {

struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

}  // namespace undersigned::app
