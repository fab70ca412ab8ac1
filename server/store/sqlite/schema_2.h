// Version 2 of the database: mails that wait, codes, sources.
#pragma once

namespace undersigned::store::sqlite {

extern const char kSchema2[];

}  // namespace undersigned::store::sqlite
