// Version 4 of the database.
#pragma once

namespace undersigned::store::sqlite {

extern const char kSchema4[];

}  // namespace undersigned::store::sqlite
