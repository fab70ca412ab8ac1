// The field for a mail's six-digit code. Internal to view/.
#pragma once

#include <vector>

#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/node.h"

namespace undersigned::view {

// Never shows what was typed: a wrong code is typed again.
Node code_field(const std::vector<Error>& errors, Locale locale);

}  // namespace undersigned::view
