// What an operator set up that cannot work, as a sentence that says what is wrong and what to do. It holds no secret.
// Everything that only reads what an operator gives returns it; what a signer or organizer sends gives an Error.
#pragma once

#include <string>

#include "shared/result.h"

namespace undersigned::base {

struct OperatorError {
  std::string words;
};

template <class T>
using OperatorResult = Result<T, OperatorError>;

using OperatorStatus = OperatorResult<Done>;

}  // namespace undersigned::base
