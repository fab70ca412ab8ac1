// A campaign's form: fields, hints, errors and the button. Internal to view/.
#pragma once

#include <string>

#include "shared/view/petition_view.h"

namespace undersigned::view {

// The form's heading: "Sign this petition".
std::string form_heading(const PetitionPage& page);

Node sign_form(const PetitionPage& page, const FormState& state);

}  // namespace undersigned::view
