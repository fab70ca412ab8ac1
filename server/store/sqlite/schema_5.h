// Schema version 4.
#pragma once

namespace undersigned::store::sqlite {

extern const char kSchema5[];

}  // namespace undersigned::store::sqlite
