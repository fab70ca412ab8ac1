// The name of a signature's status, for people and programs. Pure, safe from any thread.
#pragma once

#include <string_view>

#include "server/store/store.h"

namespace undersigned::store {

std::string_view status_name(SignatureStatus status);  // pending, confirmed, withdrawn, invalid, quarantined

}  // namespace undersigned::store
