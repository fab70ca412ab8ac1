// Schema version 6.
#pragma once

namespace undersigned::store::sqlite {

extern const char kSchema6[];

}  // namespace undersigned::store::sqlite
