// Schema version 1. Released: never edited.
#pragma once

namespace undersigned::store::sqlite {

extern const char kSchema1[];

}  // namespace undersigned::store::sqlite
