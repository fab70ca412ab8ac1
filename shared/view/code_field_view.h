// The field for the six digits of a mail. Internal to view/.
#pragma once

#include <vector>

#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/node.h"

namespace undersigned::view {

// What was typed is never shown again: a code that was wrong is typed anew.
Node code_field(const std::vector<Error>& errors, Locale locale);

}  // namespace undersigned::view
