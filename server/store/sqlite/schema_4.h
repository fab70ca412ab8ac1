// Schema version 4.
#pragma once

namespace undersigned::store::sqlite {

extern const char kSchema4[];

}  // namespace undersigned::store::sqlite
