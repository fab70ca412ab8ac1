// The date of an update, with its kind before it unless it is a plain one. Internal to view/.
#pragma once

#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::view {

Node update_date(const Update& update, Locale locale);

}  // namespace undersigned::view
