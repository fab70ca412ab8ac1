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

// The form that signs a campaign: which campaign, and the consents that were given.
struct ErrorContext {
  const Campaign& campaign;
  const std::vector<std::string>& consents;
};

// The consents that are required and were not given: what ConsentNeeded is about.
std::vector<const ConsentText*> missing_consents(const ErrorContext& form);

// The words for an error in such a form, if it is not about a consent: they say what the comment is about.
std::string form_error_text(const ErrorContext& form, Locale locale, Error error);

// "Tick ... to sign".
std::string consent_needed_text(Locale locale, const ConsentText& consent);

// Hidden while there are no errors: the widget fills in both itself. `form` is null for the forms that sign nothing.
Node error_summary(const std::vector<Error>& errors, Locale locale, Tag heading, const ErrorContext* form = nullptr);
Node error_line(const std::vector<Error>& errors, Locale locale, Field field, const ErrorContext* form = nullptr);

}  // namespace undersigned::view
