// The form of a campaign: fields, hints, errors and the button. Internal to view/.
#pragma once

#include "shared/view/petition_view.h"

namespace undersigned::view {

Node sign_form(const PetitionPage& page, const FormState& state);

}  // namespace undersigned::view
