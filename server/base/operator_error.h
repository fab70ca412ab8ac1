// What an operator set up that cannot work, as a sentence: what is wrong, and what to do. Holds no secret.
#pragma once

#include <string>

namespace undersigned::base {

struct OperatorError {
  std::string words;
};

}  // namespace undersigned::base
