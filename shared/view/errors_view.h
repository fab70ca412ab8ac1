// The errors of a form, shown twice: in a summary that takes the focus and links to each field, and beside the field
// (GOV.UK Design System, "Error summary" and "Error message"). Internal to view/.
#pragma once

#include <optional>
#include <vector>

#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/node.h"

namespace undersigned::view {

// The first error of the field.
std::optional<Error> error_of(const std::vector<Error>& errors, Field field);

// Hidden while there are no errors: the widget fills in both itself.
Node error_summary(const std::vector<Error>& errors, Locale locale, Tag heading);
Node error_line(const std::vector<Error>& errors, Locale locale, Field field);

}  // namespace undersigned::view
