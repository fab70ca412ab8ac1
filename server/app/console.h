// Where a command reads and writes: the terminal, or what a test put in its place.
#pragma once

#include <iosfwd>

namespace undersigned::app {

struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

}  // namespace undersigned::app
