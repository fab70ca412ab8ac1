// The errors of a form, shown twice: in a summary that takes the focus and links to each field, and beside the field
// (GOV.UK Design System, "Error summary" and "Error message"). Internal to view/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/result.h"
#include "shared/view/node.h"

namespace undersigned::view {

// The first error of the field.
std::optional<Error> error_of(const std::vector<Error>& errors, Field field);

// The words for an error in a campaign's form: they name the required consent, and say what the comment is about.
std::string form_error_text(const Campaign& campaign, Locale locale, Error error);

// Hidden while there are no errors: the widget fills in both itself. `campaign` is the one that a form signs.
Node error_summary(const std::vector<Error>& errors, Locale locale, Tag heading, const Campaign* campaign = nullptr);
Node error_line(const std::vector<Error>& errors, Locale locale, Field field, const Campaign* campaign = nullptr);

}  // namespace undersigned::view
